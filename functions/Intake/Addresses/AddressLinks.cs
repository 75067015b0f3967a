using Intake.Http;
using Intake.Links;
using Microsoft.Extensions.Options;

namespace Intake.Addresses;

/// <summary>Links by which people tell that another address is theirs too: sealed, and without an address.</summary>
public sealed class AddressLinks(Seal seal, IOptions<PublicOptions> options, TimeProvider time)
{
    /// <summary>A confirmation works so long.</summary>
    public static readonly TimeSpan ConfirmFor = TimeSpan.FromDays(7);

    // As long as the links beside which they stand.
    private static readonly TimeSpan AskFor = TimeSpan.FromDays(2 * 365);

    /// <summary>The page on which a person tells another address: for every mail to persons.</summary>
    public string Ask(string person, string language) => Address("", seal.Close(SealPurposes.OtherAddress, person, time.GetUtcNow() + AskFor), language);

    /// <summary>The link that confirms it, for the other address only.</summary>
    public string Confirm(AddressToken token, string language) =>
        Address("confirm/", seal.Close(SealPurposes.ConfirmAddress, token.ToString(), time.GetUtcNow() + ConfirmFor), language);

    /// <summary>The link by which an address that nobody is known by is never asked again.</summary>
    /// <param name="recipient">Key of the recipient.</param>
    /// <param name="language">Of the page.</param>
    public string Refuse(string recipient, string language) =>
        Address("refuse/", seal.Close(SealPurposes.RefuseAddress, recipient, time.GetUtcNow() + AskFor), language);

    /// <summary>Opens the link to the page; the person is null unless it is genuine.</summary>
    public (SealState State, string? Person) OpenAsk(string text) => Genuine(seal.Open(SealPurposes.OtherAddress, text));

    /// <summary>Opens a refusal; the recipient is null unless it is genuine.</summary>
    public (SealState State, string? Recipient) OpenRefuse(string text) => Genuine(seal.Open(SealPurposes.RefuseAddress, text));

    /// <summary>Opens a confirmation; the token is null unless it is genuine.</summary>
    public (SealState State, AddressToken? Token) OpenConfirm(string text)
    {
        var opened = seal.Open(SealPurposes.ConfirmAddress, text);
        return opened.State != SealState.Wrong && AddressToken.Parse(opened.Text) is { } token ? (opened.State, token) : (SealState.Wrong, null);
    }

    private static (SealState, string?) Genuine(Opened opened) => (opened.State, opened.State == SealState.Wrong ? null : opened.Text);

    private string Address(string path, string token, string language) => options.Value.Address($"/addresses/{path}{token}?lang={language}");
}

/// <summary>What a confirmation is for. Keys and ids only.</summary>
/// <param name="Asking">Key of the person who told the other address.</param>
/// <param name="Other">Key of the other address.</param>
/// <param name="Request">Id of the command that asked.</param>
/// <param name="Company">The account that a newcomer with the other address would have at their company; null where its domain tells none.</param>
public sealed record AddressToken(string Asking, string Other, string Request, string? Company)
{
    private const string None = "-";

    /// <inheritdoc/>
    public override string ToString() => $"{Asking}|{Other}|{Request}|{Company ?? None}";

    /// <summary>Reads it back; null for what is none.</summary>
    public static AddressToken? Parse(string text) => text.Split('|') is [var asking, var other, var request, var company]
        ? new AddressToken(asking, other, request, company == None ? null : company)
        : null;
}
