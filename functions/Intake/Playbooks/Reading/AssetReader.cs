using System.Text.RegularExpressions;

namespace Intake.Playbooks.Reading;

/// <summary>Reads the file of a piece of content.</summary>
internal static partial class AssetReader
{
    /// <summary>The kinds of content that may have one.</summary>
    private static readonly string[] Kinds = ["whitepaper", "price-list"];

    /// <summary>The file of an item; null where it has none.</summary>
    public static Asset? Read(Node item, string id, string kind)
    {
        if (item.OptionalObject("asset") is not { } node) return null;
        if (!Kinds.Contains(kind)) item.Problem("asset", $"only a {string.Join(" or a ", Kinds)} has a file");
        var gated = !node.Has("gated") || node.Flag("gated");
        var file = Named(node, "file", Blob(), "no name of a file: lower case letters, digits, dots, hyphens and underscores") ?? $"{id}.pdf";
        var asset = new Asset(
            file, Named(node, "fileName", OnDisk(), "no name that a file can have on any disk") ?? file, DeliveryOf(node, gated), gated);
        node.Close();
        return asset;
    }

    private static AssetDelivery DeliveryOf(Node node, bool gated) =>
        node.Has("delivery") ? node.OneOf("delivery", "mail", "answer") == "answer" ? AssetDelivery.Answer : AssetDelivery.Mail
        : gated ? AssetDelivery.Mail : AssetDelivery.Answer;

    private static string? Named(Node node, string member, Regex pattern, string problem)
    {
        if (node.OptionalText(member) is not { } text) return null;
        if (pattern.IsMatch(text)) return text;
        node.Problem(member, $"\"{text}\" is {problem}");
        return null;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,126}\z")]
    private static partial Regex Blob();

    [GeneratedRegex(@"^[^/\\:*?""<>|\x00-\x1f]{1,120}\z")]
    private static partial Regex OnDisk();
}
