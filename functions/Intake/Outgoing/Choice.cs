using Intake.Accounts;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;
using Intake.Stages;

namespace Intake.Outgoing;

/// <summary>Which endpoints are told what. Pure.</summary>
internal static class Choice
{
    /// <summary>Whether any endpoint is told such a thing.</summary>
    public static bool IsWanted(Playbook playbook, string what) =>
        playbook.Endpoints.Endpoints.Any(endpoint => endpoint.Events.Contains(what))
        || (OutgoingEvents.HandsOver(what) && playbook.Stages.Gates.AllActions.Any(gate => !gate.Actions.Endpoints.IsEmpty));

    /// <summary>The endpoints that are told such a thing of a lead.</summary>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="what">A word of <see cref="OutgoingEvents"/>.</param>
    /// <param name="account">The account.</param>
    /// <param name="lead">The lead.</param>
    /// <param name="gate">Id of the gate that its handoff passed, whose actions may name endpoints; null where it is about none.</param>
    /// <param name="today">The day.</param>
    public static IEnumerable<Endpoint> Of(Playbook playbook, string what, Account account, Lead lead, string? gate, DateOnly today)
    {
        var named = gate is not null && OutgoingEvents.HandsOver(what) ? playbook.Stages.Gates.ActionsOf(gate).Endpoints : [];
        return from endpoint in playbook.Endpoints.Endpoints
            where (endpoint.Events.Contains(what) || named.Contains(endpoint.Id)) && (endpoint.When is not { } when || when.Holds(Values(account, lead, today)))
            select endpoint;
    }

    private static FieldValues Values(Account account, Lead lead, DateOnly today)
    {
        var values = new FieldValues();
        AccountFields.Fill(values, account, lead, today);
        if (lead.Score is { } score) CaseFields.Fill(values, score);
        return values;
    }
}
