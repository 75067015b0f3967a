namespace Intake.Scoring;

/// <summary>Names of the four components.</summary>
public static class Components
{
    /// <summary>What they did.</summary>
    public const string Interest = "interest";

    /// <summary>How far they are.</summary>
    public const string Phase = "phase";

    /// <summary>How well they suit us.</summary>
    public const string Fit = "fit";

    /// <summary>What they could be worth.</summary>
    public const string Value = "value";
}
