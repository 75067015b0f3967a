namespace Intake.Handoffs.Misplaced;

/// <summary>A handoff that would go elsewhere by the territories of today.</summary>
/// <param name="Handoff">Its id, as in <c>GET /api/handoffs/{id}</c>.</param>
/// <param name="Lead">Key of its lead.</param>
/// <param name="State"><c>mailed</c> or <c>accepted</c>; <c>due</c> while its mail is on its way.</param>
/// <param name="AccountManager">Who has it.</param>
/// <param name="Territory">The territory by which they got it.</param>
/// <param name="Elsewhere">Where it would go.</param>
internal sealed record MisplacedDocument(string Handoff, string Lead, string State, string AccountManager, string Territory, ElsewhereDocument Elsewhere);

/// <summary>Where a handoff would go.</summary>
/// <param name="By">Why: a word of <see cref="RoutingReasons"/>.</param>
/// <param name="Territory">The territory, where that decides.</param>
/// <param name="AccountManager">Who would get it; absent where several take turns.</param>
internal sealed record ElsewhereDocument(string By, string? Territory, string? AccountManager);

/// <summary>A page of them.</summary>
/// <param name="Handoffs">Those of the page: perhaps none although others follow.</param>
/// <param name="Next">Where the next page is; absent on the last one.</param>
internal sealed record MisplacedListDocument(IReadOnlyList<MisplacedDocument> Handoffs, string? Next);

/// <summary>What was approved.</summary>
/// <param name="Approved">Ids of the handoffs that will go on.</param>
/// <param name="Refused">Ids of those that stay: they are not out of place (any more), or there are none such.</param>
internal sealed record ApprovedDocument(IReadOnlyList<string> Approved, IReadOnlyList<string> Refused);
