using System.Globalization;
using Intake.Accounts;

namespace Intake.Scoring.Explaining;

/// <summary>The words of an explanation that are not the playbook's, in a language.</summary>
internal abstract class ExplainTexts
{
    private static readonly ExplainTexts English = new EnglishExplanations(), Dutch = new DutchExplanations();

    /// <summary>The words in a language, else in English.</summary>
    public static ExplainTexts In(string? language) => language == Dutch.Language ? Dutch : English;

    public abstract string Language { get; }

    public abstract string KnownNow { get; }

    public abstract string KnownThen { get; }

    public abstract string Approximate { get; }

    public abstract string Closed { get; }

    /// <summary>Lead, day, stage, phase, playbook.</summary>
    public abstract (string Lead, string Day, string Stage, string Phase, string Playbook) Head { get; }

    /// <summary>Component, before its weight, the weight, after it.</summary>
    public abstract (string Component, string Before, string Weight, string After) OfComponents { get; }

    /// <summary>Points, the reason, the content, until when.</summary>
    public abstract (string Points, string Reason, string Content, string Until) OfReasons { get; }

    /// <summary>Gate, what a lead has, what it needs.</summary>
    public abstract (string Gate, string Has, string Needs) OfGate { get; }

    protected abstract IReadOnlyDictionary<string, string> Fields { get; }

    protected abstract IReadOnlyDictionary<string, string> Causes { get; }

    /// <summary>That a fact is unknown.</summary>
    public abstract string Unknown(string fact);

    /// <summary>A component or the total.</summary>
    public abstract string What(string what);

    /// <summary>That a line is missed.</summary>
    protected abstract string Below(string what, string has, string needs);

    /// <summary>That nobody decides on this lead before a day.</summary>
    protected abstract string RestingUntil(string day);

    /// <summary>That an exclusion holds.</summary>
    protected abstract string Excluded(string why);

    /// <summary>A field of conditions in words; its name where there are none.</summary>
    public string Field(string field) => Fields.GetValueOrDefault(field, field);

    /// <summary>Why a lead passes no gate.</summary>
    public string Cause(string cause, Lead lead, IReadOnlyList<MissDocument> misses)
    {
        if (misses.FirstOrDefault(miss => "below:" + miss.What == cause) is { } miss) return Below(What(miss.What), Number(miss.Has), Number(miss.Needs));
        if (cause.StartsWith("excluded:", StringComparison.Ordinal)) return Excluded(cause["excluded:".Length..]);
        if (cause == "resting" && lead.RestUntil is { } until) return RestingUntil(Day(until));
        return Causes.GetValueOrDefault(cause, cause);
    }

    public static string Number(decimal points) => points.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
