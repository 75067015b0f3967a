using Intake.Accounts;

namespace Intake.Departures;

/// <summary>Whether mail reaches a person's address: a fact of the address alone, whoever else they are.</summary>
public static class Undeliverables
{
    /// <summary>How the fact is told by a mail that came back.</summary>
    public const string Bounced = "bounced";

    /// <summary>Whether mail is known not to reach a person of an account.</summary>
    public static bool Has(LoadedAccount? account, string person) => account?.State.Account.Members.GetValueOrDefault(person) is { Undeliverable: true };

    /// <summary>The member of whom that was found out.</summary>
    public static Member Say(Member member, DateTimeOffset at, string by) => member with
    {
        Known = member.Known.Merge([new(FactNames.Undeliverable, Bounced)], at, by), Undeliverable = true,
    };
}
