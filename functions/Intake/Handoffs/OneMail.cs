using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Storage;

namespace Intake.Handoffs;

/// <summary>Which handoffs of an account leave as one mail.</summary>
public static class OneMail
{
    /// <summary>Id of the mail that hands some over: the same ones for the same account managers are the same mail.</summary>
    public static string IdOf(IEnumerable<Handoff> handoffs) =>
        Keys.Id(["handoff", .. handoffs.Select(IdFor).Order(StringComparer.Ordinal)]);

    /// <summary>Those that a mail is still to hand over, in the order in which it tells of them.</summary>
    public static ImmutableArray<Handoff> Of(AccountState state, string mail) =>
        InOrder(state.Handoffs.Values.Where(handoff => handoff.State == HandoffState.Due && handoff.Mail == mail));

    /// <summary>Those that wait for the next mail to an account manager. Whoever asked comes first; the score lane waits for nothing once a mail about the
    /// account leaves anyway, for a second one would follow within the day.</summary>
    public static ImmutableArray<Handoff> Waiting(AccountState state, string accountManager) =>
        InOrder(state.Handoffs.Values.Where(handoff => handoff is { State: HandoffState.Due, Mail: null } && handoff.AccountManager == accountManager));

    // Once it changed hands, another mail hands it over.
    private static string IdFor(Handoff handoff) =>
        handoff.Assignment == 1 ? handoff.Id : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{handoff.Id}.{handoff.Assignment}");

    private static ImmutableArray<Handoff> InOrder(IEnumerable<Handoff> handoffs) =>
        [.. handoffs.OrderByDescending(handoff => handoff.Asked).ThenByDescending(handoff => handoff.Score).ThenBy(handoff => handoff.Id, StringComparer.Ordinal)];
}
