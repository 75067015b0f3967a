using Intake.Accounts;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;

namespace Intake.Outgoing;

/// <summary>Which endpoints are told what. Pure.</summary>
internal static class Choice
{
    /// <summary>Whether any endpoint is told such a thing.</summary>
    public static bool IsWanted(Playbook playbook, string what) => playbook.Endpoints.Endpoints.Any(endpoint => endpoint.Events.Contains(what));

    /// <summary>The endpoints that are told such a thing of a lead.</summary>
    public static IEnumerable<Endpoint> Of(Playbook playbook, string what, Account account, Lead lead, DateOnly today) =>
        from endpoint in playbook.Endpoints.Endpoints
        where endpoint.Events.Contains(what) && (endpoint.When is not { } when || when.Holds(Values(account, lead, today)))
        select endpoint;

    private static FieldValues Values(Account account, Lead lead, DateOnly today)
    {
        var values = new FieldValues();
        AccountFields.Fill(values, account, lead, today);
        if (lead.Score is not { } score) return values;
        values.SetHundredths(Fields.Total, score.Total);
        values.SetHundredths(Fields.Interest, score.Interest);
        values.SetHundredths(Fields.Phase, score.Phase);
        values.SetHundredths(Fields.Fit, score.Fit);
        values.SetHundredths(Fields.Value, score.Value);
        values.Set(Fields.PhaseName, score.PhaseName);
        return values;
    }
}
