namespace Intake.Enrichment;

/// <summary>A person's name, cased and split.</summary>
/// <param name="First">Given names or initials.</param>
/// <param name="Last">Family name with its particles.</param>
public sealed record PersonName(string? First, string? Last)
{
    /// <summary>Reads a name from its parts; the whole name fills in what is missing.</summary>
    public static PersonName Of(string? first, string? last, string? whole)
    {
        var (givenFirst, givenLast) = (NameText.Clean(first), NameText.Clean(last));
        var split = givenFirst is null || givenLast is null ? Split(NameText.Clean(whole), givenFirst, givenLast) : default;
        return new PersonName(
            NameCasing.First(givenFirst ?? NameText.Clean(split.First)),
            NameCasing.Last(givenLast ?? NameText.Clean(split.Last)));
    }

    // A part that is known is taken off the whole first: the rest is the other part.
    private static (string? First, string? Last) Split(string? whole, string? first, string? last) => (first, last) switch
    {
        _ when whole is null => default,
        ({ } known, _) when whole.StartsWith(known + " ", StringComparison.OrdinalIgnoreCase) => (null, whole[(known.Length + 1)..]),
        (_, { } known) when whole.EndsWith(" " + known, StringComparison.OrdinalIgnoreCase) => (whole[..^(known.Length + 1)], null),
        (null, null) => NameSplitting.Split(whole),
        _ => default,
    };
}
