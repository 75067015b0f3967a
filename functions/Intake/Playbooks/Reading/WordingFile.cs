using System.Collections.Frozen;
using Intake.Mail;

namespace Intake.Playbooks.Reading;

/// <summary>Reads <c>wording.json</c>.</summary>
internal static class WordingFile
{
    public const string Name = "wording.json";

    public static Wording Read(Node root)
    {
        var activities = root.List("activities", node => (Id: node.Id("id"), Did: node.Localized("did"), Browsing: node.Flag("browsing")));
        var functions = root.Object("functions");
        var named = functions?.Unread.ToDictionary(function => function, functions.Localized, StringComparer.Ordinal) ?? [];
        var topics = root.OptionalObject("topics");
        var topicNames = topics?.Unread.ToDictionary(topic => topic, topics.Localized, StringComparer.Ordinal) ?? [];
        root.Close();

        var did = new Dictionary<string, Localized>(StringComparer.Ordinal);
        foreach (var activity in activities)
            if (!did.TryAdd(activity.Id, activity.Did)) root.Problem("activities", $"\"{activity.Id}\" is given twice");
        return new Wording
        {
            Did = did.ToFrozenDictionary(StringComparer.Ordinal),
            Browsing = activities.Where(activity => activity.Browsing).Select(activity => activity.Id).ToFrozenSet(StringComparer.Ordinal),
            Functions = named.ToFrozenDictionary(StringComparer.Ordinal),
            Topics = topicNames.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }
}
