using System.Collections.Immutable;
using System.Text.Json;
using Intake.Submissions.Bodies;

namespace Intake.Playbooks.Versions;

/// <summary>The files of one playbook, or of a part of one, by name.</summary>
public sealed class PlaybookFiles
{
    /// <summary>The most bytes of a proposal in all.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Takes files as they are; the mark that some editors put in front of UTF-8 is left out.</summary>
    public PlaybookFiles(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        ByName = files.ToImmutableSortedDictionary(
            file => file.Key, file => RequestBody.WithoutByteOrderMark(file.Value), StringComparer.Ordinal);
        Version = VersionOf(ByName);
    }

    /// <summary>Their contents.</summary>
    public ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> ByName { get; }

    /// <summary>The version that they make together; null where one of them is no JSON or holds what is no text, or there are none.</summary>
    public string? Version { get; }

    /// <summary>These, and where one is lacking the one of others.</summary>
    public PlaybookFiles Over(PlaybookFiles below) => new(below.ByName.SetItems(ByName));

    /// <summary>Whether a text could be a version: 12 hex digits.</summary>
    public static bool IsVersion(string? text) => text is { Length: 12 } && text.All(char.IsAsciiHexDigitLower);

    private static string? VersionOf(ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> files)
    {
        try
        {
            return files.Count == 0 ? null : PlaybookVersion.Of(files);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
