using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>Reasons of a playbook that any lead may have, made once for all sheets: they are many, and sheets are read by the million.</summary>
internal sealed class FixedTemplates(ScoringRules scoring)
{
    /// <summary>By rule: what its cap takes.</summary>
    public Template[] RuleCaps { get; } = [.. scoring.Rules.Select(rule => Interest("cap:rule:" + rule.Id, scoring))];

    /// <summary>Those that every sheet has, at the <see cref="Places"/>.</summary>
    public Template[] All { get; } =
    [
        .. scoring.Groups.Select(group => Interest("cap:group:" + group.Id, scoring)),
        Interest("cap:person", scoring), Interest("breadth", scoring), Interest("cap:interest", scoring),
        .. scoring.Phases.Select(phase => new Template("phase:" + phase.Id, Components.Phase, scoring.Weights.Phase)),
        new("cap:fit", Components.Fit, scoring.Weights.Fit), new("cap:value", Components.Value, scoring.Weights.Value),
    ];

    /// <summary>Where in <see cref="All"/> each stands.</summary>
    public Places Places { get; } = PlacesOf(scoring.Groups.Length, scoring.Phases.Length);

    /// <summary>By rule of fit, then by rule of value.</summary>
    public Template[] Conditionals { get; } =
    [
        .. scoring.Fit.Rules.Select(rule => new Template($"{Components.Fit}:{rule.Id}", Components.Fit, scoring.Weights.Fit)),
        .. scoring.Value.Rules.Select(rule => new Template($"{Components.Value}:{rule.Id}", Components.Value, scoring.Weights.Value)),
    ];

    /// <summary>By table of fit.</summary>
    public FactTemplates[] Fit { get; } = [.. scoring.Fit.Tables.Select(table => FactTemplates.Of(table, Components.Fit, scoring.Weights.Fit))];

    public FactTemplates Staff { get; } = FactTemplates.Of(scoring.Value.Staff, Components.Value, scoring.Weights.Value);

    public Template Freemail { get; } = new("fit:freemail", Components.Fit, scoring.Weights.Fit);

    public Template Customer { get; } = new("value:customer", Components.Value, scoring.Weights.Value);

    public Template Sites { get; } = new("value:sites", Components.Value, scoring.Weights.Value);

    private static Places PlacesOf(int groups, int phases) =>
        new(GroupCaps: 0, PersonCap: groups, Breadth: groups + 1, InterestClamp: groups + 2, Phases: groups + 3, FitClamp: groups + 3 + phases, ValueClamp: groups + 4 + phases, Facts: groups + 5 + phases);

    private static Template Interest(string rule, ScoringRules scoring) => new(rule, Components.Interest, scoring.Weights.Interest);
}

/// <summary>The reasons that a table of facts gives: where the fact is known, and where nobody told it.</summary>
internal readonly record struct FactTemplates(FactTable Table, Template Known, Template Unknown)
{
    public static FactTemplates Of(FactTable table, string component, int weight) =>
        new(table, new Template($"{component}:{table.Id}", component, weight), new Template($"{component}:{table.Id}:unknown", component, weight, Unknown: true));
}
