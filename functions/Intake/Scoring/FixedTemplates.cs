using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>Reasons of a playbook that any lead may have, made once for all sheets: they are many, and sheets are read by the million.</summary>
internal sealed class FixedTemplates(ScoringRules scoring)
{
    /// <summary>By rule: what its cap takes.</summary>
    public Template[] RuleCaps { get; } = [.. scoring.Rules.Select(rule => Interest("cap:rule:" + rule.Id, scoring))];

    /// <summary>By group: what its cap takes.</summary>
    public Template[] GroupCaps { get; } = [.. scoring.Groups.Select(group => Interest("cap:group:" + group.Id, scoring))];

    public Template PersonCap { get; } = Interest("cap:person", scoring);

    public Template Breadth { get; } = Interest("breadth", scoring);

    public Template InterestClamp { get; } = Interest("cap:interest", scoring);

    public Template[] Phases { get; } = [.. scoring.Phases.Select(phase => new Template("phase:" + phase.Id, Components.Phase, scoring.Weights.Phase))];

    public Template FitClamp { get; } = new("cap:fit", Components.Fit, scoring.Weights.Fit);

    public Template ValueClamp { get; } = new("cap:value", Components.Value, scoring.Weights.Value);

    /// <summary>By rule of fit.</summary>
    public Template[] Fit { get; } = [.. scoring.Fit.Rules.Select(rule => new Template($"{Components.Fit}:{rule.Id}", Components.Fit, scoring.Weights.Fit))];

    /// <summary>By rule of value.</summary>
    public Template[] Value { get; } = [.. scoring.Value.Rules.Select(rule => new Template($"{Components.Value}:{rule.Id}", Components.Value, scoring.Weights.Value))];

    private static Template Interest(string rule, ScoringRules scoring) => new(rule, Components.Interest, scoring.Weights.Interest);
}
