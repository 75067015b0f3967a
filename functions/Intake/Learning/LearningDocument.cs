using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Playbooks;

namespace Intake.Learning;

/// <summary>What sales' answers say.</summary>
/// <param name="From">First month in which the gate was passed.</param>
/// <param name="To">Last month.</param>
/// <param name="All">Every answer.</param>
/// <param name="Rules">By what had added to the score.</param>
/// <param name="Scores">By the score at the gate.</param>
/// <param name="WithoutScore">Handoffs whose score was not kept.</param>
internal sealed record LearningDocument(
    string From, string To, Tally All, IReadOnlyList<RuleDocument> Rules, IReadOnlyList<ScoresDocument> Scores, Tally WithoutScore)
{
    /// <summary>The report in the playbook's words.</summary>
    public static LearningDocument Of(LearningReport report, string from, string to, Playbook playbook) => new(
        from, to, report.All,
        [.. report.Rules.Select(rule => new RuleDocument(rule.Rule, playbook.Scoring.LabelOf(rule.Rule)?.In("en"), Word(rule.Verdict), rule.With, rule.Without))],
        [.. report.Deciles.Select(decile => new ScoresDocument(decile.Decile * 10, (decile.Decile + 1) * 10, decile.Tally))], report.WithoutScore);

    private static string Word(RuleVerdict verdict) => verdict switch
    {
        RuleVerdict.GoesWithAcceptance => "goes-with-acceptance",
        RuleVerdict.Misleads => "misleads",
        _ => "unclear",
    };
}

/// <summary>A rule, with what it is called, and the answers with and without it.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Name">What it is called; absent where the playbook knows it no more.</param>
/// <param name="Verdict"><c>goes-with-acceptance</c>, <c>misleads</c> or <c>unclear</c>.</param>
/// <param name="With">Handoffs to which it had added.</param>
/// <param name="Without">The others.</param>
internal sealed record RuleDocument(string Rule, string? Name, string Verdict, Tally With, Tally Without);

/// <summary>Scores from <paramref name="From"/> points up to <paramref name="To"/>.</summary>
internal sealed record ScoresDocument(int From, int To, Tally Tally);

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LearningDocument))]
internal sealed partial class LearningJson : JsonSerializerContext
{
    /// <summary>Writes accents as they are; what browsers could run stays escaped.</summary>
    public static LearningJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    });
}
