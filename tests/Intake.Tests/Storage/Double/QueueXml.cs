using System.Xml.Linq;

namespace Intake.Tests.Storage;

/// <summary>The list of messages that put, get and peek answer with.</summary>
internal static class QueueXml
{
    // Azure writes "never" as the last second that there is.
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    [Flags]
    public enum Part
    {
        None = 0,
        Receipt = 1,
        Content = 2,
    }

    public static Answer Answer(int status, IReadOnlyList<StoredMessage> messages, Part parts)
    {
        var list = new XElement("QueueMessagesList", messages.Select(message => Write(message, parts)));
        var answer = new Answer(status, System.Text.Encoding.UTF8.GetBytes(list.ToString(SaveOptions.DisableFormatting))) { Empty = messages.Count == 0 };
        return answer.With("Content-Type", "application/xml");
    }

    private static XElement Write(StoredMessage message, Part parts)
    {
        var element = new XElement(
            "QueueMessage",
            new XElement("MessageId", message.Id),
            new XElement("InsertionTime", message.Inserted.ToString("R")),
            new XElement("ExpirationTime", (message.Expires ?? Never).ToString("R")));
        if (parts.HasFlag(Part.Receipt))
        {
            element.Add(new XElement("PopReceipt", message.PopReceipt), new XElement("TimeNextVisible", message.NextVisible.ToString("R")));
        }

        if (parts.HasFlag(Part.Content))
        {
            element.Add(new XElement("DequeueCount", message.DequeueCount), new XElement("MessageText", message.Text));
        }

        return element;
    }
}
