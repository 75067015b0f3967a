using Intake.Accounts;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;

namespace Intake.Stages;

/// <summary>Who is never handed off, whatever the score.</summary>
public static class Excluded
{
    /// <summary>Why an account is excluded; null when it is not.</summary>
    public static string? Account(Account account, Playbook playbook)
    {
        if (account.Book is { Blocked: true }) return "blocked";
        if (account.Book is { DoNotContact: true }) return "do-not-contact";
        // Testers are nearly always our own staff; in a test they play somebody else.
        if (account.Tester is null && account.Domains.Any(playbook.OwnDomains.Contains)) return "own";
        return AccountKinds.Of(account) is { } kind && playbook.Stages.Gates.Exclusions.AccountKinds.Contains(kind) ? kind : ByRule(account, null, playbook);
    }

    /// <summary>Why a person of an account is excluded; null when they are not.</summary>
    public static string? Person(Account account, Member? member, Playbook playbook) =>
        member is null ? null : ByKind(member, playbook) ?? ByRule(account, member, playbook);

    private static string? ByKind(Member member, Playbook playbook) => member switch
    {
        { Objected: true } => "objected",
        { Student: true } => "student",
        { Disposable: true } or { Undeliverable: true } => "undeliverable",
        { Outside: true } => "outside",
        { Seniority: { } seniority } when playbook.Stages.Gates.Exclusions.Seniorities.Contains(seniority) => seniority,
        _ => null,
    };

    private static string? ByRule(Account account, Member? member, Playbook playbook)
    {
        FieldValues? values = null;
        foreach (var rule in playbook.Stages.Gates.Exclusions.Rules)
        {
            if (rule.OfPerson != member is not null) continue;
            if (rule.When.Holds(values ??= ValuesOf(account, member))) return rule.Id;
        }
        return null;
    }

    private static FieldValues ValuesOf(Account account, Member? member)
    {
        var values = new FieldValues();
        AccountFields.Fill(values, account);
        AccountFields.Fill(values, member);
        return values;
    }
}
