using System.Collections.Immutable;

namespace Intake.Handoffs.Digests;

/// <summary>The weekly digest: what is below the line. Everything is clean and in one language.</summary>
/// <param name="Language">ISO 639-1 code.</param>
/// <param name="Lines">The leads, the highest score first.</param>
/// <param name="Further">How many more there are.</param>
public sealed record DigestMailModel(string Language, ImmutableArray<DigestLine> Lines, int Further)
{
    private DigestTexts Texts => DigestTexts.In(Language);

    /// <summary>Under 60 characters.</summary>
    public string Subject => Texts.Subject(Lines.Length + Further);

    /// <summary>What it is.</summary>
    public string Heading => Texts.Heading;

    /// <summary>What is asked of the reader: nothing.</summary>
    public string Intro => Texts.Intro;

    /// <summary>That there are more; null for none.</summary>
    public string? More => Further > 0 ? Texts.More(Further) : null;

    /// <summary>The score and what is missing, of a line.</summary>
    public string Standing(DigestLine line) => $"{Texts.Score(line.Score)} {line.Missing}";

    /// <summary>The same as plain text.</summary>
    public string Text => string.Join('\n',
    [
        Heading, "", Intro, "",
        .. Lines.SelectMany(line => (string[])[$"{line.Company} · {line.Proposition}", .. line.Did.Select(did => $"- {did}"), Standing(line), ""]),
        .. More is { } more ? (string[])[more] : [],
    ]);
}
