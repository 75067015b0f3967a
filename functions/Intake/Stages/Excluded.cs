using Intake.Accounts;
using Intake.Playbooks;

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
        return AccountKinds.Of(account) is { } kind && playbook.Stages.Gates.Exclusions.AccountKinds.Contains(kind) ? kind : null;
    }

    /// <summary>Why a person is excluded; null when they are not.</summary>
    public static string? Person(Member? member, Playbook playbook) => member switch
    {
        null => null,
        { Objected: true } => "objected",
        { Student: true } => "student",
        { Disposable: true } or { Undeliverable: true } => "undeliverable",
        { Outside: true } => "outside",
        { Seniority: { } seniority } when playbook.Stages.Gates.Exclusions.Seniorities.Contains(seniority) => seniority,
        _ => null,
    };
}
