using Intake.Handoffs;

namespace Intake.Referrals;

/// <summary>A colleague or partner who may refer people to us: by id, never by address.</summary>
/// <param name="Id">Id of the account manager, or the key of the address.</param>
/// <param name="Domain">Domain of the address: whom a colleague or partner is of.</param>
/// <param name="IsAccountManager">Whether <paramref name="Id"/> is that of an account manager, whose name we know.</param>
public sealed record Referrer(string Id, string Domain, bool IsAccountManager)
{
    private const string Manager = "manager", Other = "other";

    /// <summary>The account manager; null for anybody else.</summary>
    public AccountManager? In(Team team) => IsAccountManager ? team.Find(Id) : null;

    /// <summary>Reads what a link says; null when it is not one.</summary>
    public static Referrer? Parse(string text) => text.Split('|') switch
    {
        [Manager, { Length: > 0 } id, { Length: > 0 } domain] => new(id, domain, true),
        [Other, { Length: > 0 } id, { Length: > 0 } domain] => new(id, domain, false),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{(IsAccountManager ? Manager : Other)}|{Id}|{Domain}";
}
