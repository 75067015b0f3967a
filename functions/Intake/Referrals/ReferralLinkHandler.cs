using Intake.Accounts;
using Intake.Enrichment;
using Intake.Handoffs;
using Intake.Limits;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;
using Microsoft.Extensions.Logging;

namespace Intake.Referrals;

/// <summary>Mails the personal link to whoever asked for it, if we know them. Only here it is looked at who they are, so that the page that
/// asks can tell nothing about it.</summary>
public sealed partial class ReferralLinkHandler(
    TeamInForce teams, PlaybookInForce playbooks, Companies companies, Keys keys, SharedLimits limits, ReferralLinks links, MailDispatcher dispatcher, MailRenderer renderer,
    ILogger<ReferralLinkHandler> logger)
{
    private const int MostPerDomain = 20;

    /// <summary>Carries out a request; of the same address and hour it is the same mail, which leaves once.</summary>
    /// <exception cref="TimeoutException">The mail could not be sent yet; a later try will do.</exception>
    public async Task HandleAsync(ReferralLinkCommand command, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(command.Email);
        var traits = email.TraitsOf();
        var company = traits.Freemail ? null : await companies.FindAsync(CompanyKey.OfDomain(traits.Domain), cancellationToken);
        if (Referrers.Of(email, teams.Current, playbooks.Current.Routing, company, keys) is not { } referrer)
        {
            Stranger(logger, command.Id);
            return;
        }
        // Any name before the @ of such a domain gets a link: so many that colleagues need, and no flood.
        if (!await limits.AllowsAsync("referral-domain", traits.Domain, MostPerDomain, command.At, command.Id, cancellationToken))
        {
            TooMany(logger, command.Id);
            return;
        }
        var mailId = Keys.Id("referral-link", command.Id);
        var dispatched = await dispatcher.SendAsync(
            mailId, command.Id, email.Typed, () => WriteAsync(mailId, command, email, referrer), cancellationToken);
        if (dispatched is Dispatched.Later) throw new TimeoutException($"The mail of command {command.Id} could not be sent yet.");
    }

    private async Task<OutgoingMail> WriteAsync(string mailId, ReferralLinkCommand command, EmailAddress email, Referrer referrer)
    {
        var mail = ReferralMailModel.From(links.AddressFor(referrer), referrer.In(teams.Current)?.Language ?? command.Language);
        return new OutgoingMail(mailId, command.Id, email.Typed, email.Typed, await renderer.RenderAsync(mail));
    }

    [LoggerMessage(LogLevel.Warning, "Command {CommandId} asks for a link to refer people by, of a domain that asked too often in this hour: no mail")]
    private static partial void TooMany(ILogger logger, string commandId);

    [LoggerMessage(LogLevel.Information, "Command {CommandId} asks for a link to refer people by, from an address that is not known: no mail")]
    private static partial void Stranger(ILogger logger, string commandId);
}
