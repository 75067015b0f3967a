using System.Globalization;

namespace Intake.Accounts;

/// <summary>What a lead is called outside: <c>{account}.{proposition}.{round}</c>.</summary>
/// <param name="Account">Id of the account: 32 hex digits.</param>
/// <param name="Proposition">Playbook id, or <c>-</c>.</param>
/// <param name="Round">Counts from 1.</param>
public sealed record LeadId(string Account, string Proposition, int Round)
{
    private const int AccountLength = 32, MaxProposition = 63;

    /// <summary>Its key within the account.</summary>
    public string Key => AccountState.KeyOf(Proposition, Round);

    /// <summary>The id of a lead of an account.</summary>
    public static LeadId Of(Account account, Lead lead) => new(account.Id, lead.Proposition, lead.Round);

    /// <summary>Reads an id; null for what is none.</summary>
    public static LeadId? Parse(string? text)
    {
        if (text?.Split('.') is not [{ Length: AccountLength } account, { Length: > 0 and <= MaxProposition } proposition, { } number]) return null;
        if (!account.All(char.IsAsciiHexDigitLower) || !proposition.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')) return null;
        var id = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var round) && round > 0 ? new LeadId(account, proposition, round) : null;
        // One spelling only, for it is compared and hashed.
        return id?.ToString() == text ? id : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Account}.{Proposition}.{Round}");
}
