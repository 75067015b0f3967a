using System.Collections.Immutable;
using System.Globalization;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Limits;
using Intake.Mail;
using Intake.Storage;
using Intake.Submissions;
using Intake.Subscriptions;
using Microsoft.Extensions.Logging;

namespace Intake.Addresses;

/// <summary>Asks an address by mail whether it is of the person who told it. Only here it is looked at whose it is, so that the page can tell nothing about it.</summary>
public sealed partial class AskAddressHandler(
    AddressPairs pairs, AccountStore accounts, Companies companies, Keys keys, Mails mails, SharedLimits limits, AddressLinks links, SubscriptionLinks subscriptions,
    MailDispatcher dispatcher, MailRenderer renderer, ILogger<AskAddressHandler> logger)
{
    // In a week: so many addresses of one person are asked, and so many persons may have one address asked.
    private const int MostAddresses = 3, MostPersons = 3;

    private static readonly TimeSpan Week = AddressLinks.ConfirmFor;

    /// <summary>Carries out a request; of the same two addresses and week it is the same mail, which leaves once.</summary>
    /// <exception cref="OvertakenException">One of the two is on the way to another account; a later try will do.</exception>
    /// <exception cref="TimeoutException">The mail could not be sent yet; a later try will do.</exception>
    public async Task HandleAsync(AskAddressCommand command, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(command.Email);
        if (await AskedAsync(command, email, cancellationToken) is not { } asked)
        {
            NoMail(logger, command.Id);
            return;
        }
        var mailId = Keys.Id("other-address", command.Person, asked.Token.Other, WeekOf(command.At));
        // One address in two spellings is one recipient.
        var dispatched = await dispatcher.SendAsync(
            mailId, command.Id, email.Canonical, () => WriteAsync(mailId, command, email, asked), cancellationToken, asked.Tester);
        if (dispatched is Dispatched.Later) throw new TimeoutException($"The mail of command {command.Id} could not be sent yet.");
    }

    private async Task<Asked?> AskedAsync(AskAddressCommand command, EmailAddress email, CancellationToken cancellationToken)
    {
        var traits = email.TraitsOf();
        // What everybody at a company reads is nobody's own, and what is thrown away after use nobody's for long.
        if (traits.Role || traits.Disposable) return null;
        var domain = await DomainAsync(traits, cancellationToken);
        var pair = await pairs.LookAsync(command.Person, account => KeysOf(account, email, domain), cancellationToken);
        if (pair.State == PairState.Underway) throw new OvertakenException($"The command {command.Id}", 1);
        if (pair is { Asking: null } or { State: PairState.One }) return null;
        var account = pair.Asking.Account;
        var ((other, company), recipient) = (KeysOf(account, email, domain), WorldOf(account).Recipient(email.Canonical));
        return await IsWantedAsync(pair.Other, recipient, cancellationToken) && await IsWithinAsync(command, other, cancellationToken)
            ? new Asked(new AddressToken(command.Person, other, command.Id, company), recipient, pair.Other is not null, account.Tester)
            : null;
    }

    // By which the company is known; null where the address tells none.
    private async Task<string?> DomainAsync(EmailTraits traits, CancellationToken cancellationToken)
    {
        if (traits.Freemail) return null;
        return await companies.FindAsync(CompanyKey.OfDomain(traits.Domain), cancellationToken) is { Domains: [var first, ..] } ? first : traits.Domain;
    }

    private (string Other, string? Company) KeysOf(Account asking, EmailAddress email, string? domain)
    {
        var world = WorldOf(asking);
        return (world.Person(email.Canonical), domain is null ? null : world.CompanyAccount(domain));
    }

    private Keys WorldOf(Account asking) => asking.Tester is null ? keys : keys.OfTesters;

    // Whoever objected or left our mail is asked nothing, and whoever said so of this question neither.
    private async Task<bool> IsWantedAsync(AddressSide? other, string recipient, CancellationToken cancellationToken)
    {
        if (await mails.IsRefusedAsync(recipient, cancellationToken)) return false;
        if (other is null) return true;
        var member = Aliases.MemberOf(other.Account, other.Person.PersonId);
        var person = await accounts.PersonAsync(other.Account.Id, other.Person.PersonId, cancellationToken);
        return member is not { Objected: true } && person is not { Objected: not null } && !HasLeft(member?.Consents) && !HasLeft(person?.Consents);
    }

    private static bool HasLeft(ImmutableSortedDictionary<string, ImmutableArray<ConsentStatement>>? consents) =>
        (consents?.GetValueOrDefault(ConsentPurposes.Mail, []) ?? []).IsWithdrawn();

    private async Task<bool> IsWithinAsync(AskAddressCommand command, string other, CancellationToken cancellationToken) =>
        await limits.AllowsAsync("addresses-of", command.Person, MostAddresses, Week, command.At, other, cancellationToken)
        && await limits.AllowsAsync("address-of", other, MostPersons, Week, command.At, command.Person, cancellationToken);

    private static string WeekOf(DateTimeOffset at) => (at.UtcTicks / Week.Ticks).ToString(CultureInfo.InvariantCulture);

    private async Task<OutgoingMail> WriteAsync(string mailId, AskAddressCommand command, EmailAddress email, Asked asked)
    {
        var language = AddressTexts.In(command.Language).Language;
        var unsubscribe = asked.IsKnown ? subscriptions.Unsubscribe(asked.Token.Other, language) : links.Refuse(asked.Recipient, language);
        var mail = new OtherAddressMailModel(language, links.Confirm(asked.Token, language), unsubscribe);
        return new OutgoingMail(mailId, command.Id, email.Typed, "", await renderer.RenderAsync(mail)) { Unsubscribe = unsubscribe };
    }

    [LoggerMessage(LogLevel.Information, "Command {CommandId} tells another address, which is not to be asked, or not now: no mail")]
    private static partial void NoMail(ILogger logger, string commandId);

    private sealed record Asked(AddressToken Token, string Recipient, bool IsKnown, string? Tester);
}
