using System.Collections.Immutable;

namespace Intake.Scoring;

/// <summary>A score in hundredths (7064 is 70.64), with the reasons that add up to it exactly.</summary>
/// <param name="Total">0 to 10,000; the sum of <see cref="Reason.Hundredths"/>.</param>
/// <param name="Interest">Component, 0 to 10,000, before its weight.</param>
/// <param name="Phase">Component, 0 to 10,000, before its weight.</param>
/// <param name="Fit">Component, 0 to 10,000, before its weight.</param>
/// <param name="Value">Component, 0 to 10,000, before its weight.</param>
/// <param name="PhaseName">The highest phase still valid, or null.</param>
/// <param name="Reasons">Every rule that added or took points, caps and clamps included.</param>
/// <param name="Day">The UTC day it was computed for.</param>
/// <param name="Playbook">Version of the playbook.</param>
public sealed record Score(
    int Total, int Interest, int Phase, int Fit, int Value, string? PhaseName, ImmutableArray<Reason> Reasons, DateOnly Day, string Playbook);

/// <summary>One part of a score.</summary>
/// <param name="Rule">Rule id, or the id of a cap (<c>cap:person</c>), a fact (<c>fit:staff</c>) or an unknown (<c>fit:staff:unknown</c>).</param>
/// <param name="Component"><c>interest</c>, <c>phase</c>, <c>fit</c> or <c>value</c>.</param>
/// <param name="Hundredths">Its weighted share of the total; negative for caps and minus points.</param>
/// <param name="Content">Playbook id of the content it came from, when it came from content.</param>
/// <param name="Expires">The first day on which less than a hundredth of its component is left, where time ends it: points fade until then, a phase stands until then.</param>
/// <param name="Unknown">True where a neutral value stands in for a fact nobody told.</param>
public sealed record Reason(string Rule, string Component, int Hundredths, string? Content = null, DateOnly? Expires = null, bool Unknown = false);
