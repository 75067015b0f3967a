namespace Intake.Enrichment;

/// <summary>The part of a host name that someone registered, by the public suffix list. The list's private section counts too: two firms below
/// <c>azurewebsites.net</c> are not one company.</summary>
public static class RegistrableDomain
{
    private static readonly Lazy<DataList> Suffixes = new(() => DataList.Load("public-suffixes.txt"));

    /// <summary>The registrable domain of a host in lower case and punycode; null when the host is itself a public suffix or has one label.</summary>
    public static string? Of(string host)
    {
        var labels = host.Split('.');
        if (labels.Any(label => label.Length == 0)) return null;

        var suffix = SuffixLength(labels);
        return labels.Length > suffix ? string.Join('.', labels[^(suffix + 1)..]) : null;
    }

    // The longest rule wins, an exception beats all, and without a rule the last label is the suffix ("*").
    private static int SuffixLength(string[] labels)
    {
        for (var start = 0; start < labels.Length; start++)
        {
            var name = string.Join('.', labels[start..]);
            var length = labels.Length - start;
            if (Suffixes.Value.Contains("!" + name)) return length - 1;
            if (Suffixes.Value.Contains(name) || IsWildcard(labels, start)) return length;
        }
        return 1;
    }

    private static bool IsWildcard(string[] labels, int start) =>
        start + 1 < labels.Length && Suffixes.Value.Contains("*." + string.Join('.', labels[(start + 1)..]));
}
