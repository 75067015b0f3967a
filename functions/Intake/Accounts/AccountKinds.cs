namespace Intake.Accounts;

/// <summary>Kinds of account that the code itself reads.</summary>
public static class AccountKinds
{
    /// <summary>Has a proposition of ours: has lines of its own.</summary>
    public const string Customer = "customer";

    /// <summary>Act for others.</summary>
    public const string Agency = "agency", Partner = "partner";

    /// <summary>Name of the fact by which sales tells another kind than the account book's.</summary>
    public const string Fact = "kind";

    /// <summary>What sales told, else what the account book says, else null.</summary>
    public static string? Of(Account account) => account.Stated.Of(Fact) ?? account.Book?.Kind;
}
