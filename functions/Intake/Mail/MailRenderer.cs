using Intake.Addresses;
using Intake.Handoffs.Digests;
using Intake.Handoffs.Leaving;
using Intake.Handoffs.Replies;
using Intake.Http;
using Intake.Papers;
using Intake.Referrals;
using Intake.Teams.Page;
using Microsoft.AspNetCore.Components;

namespace Intake.Mail;

/// <summary>Renders mails and pages from components.</summary>
public sealed class MailRenderer(ComponentRenderer components)
{
    /// <summary>Renders the handoff mail.</summary>
    public async Task<Mail> RenderAsync(HandoffMailModel mail) =>
        new(mail.Subject, await RenderAsync<HandoffMail>(nameof(HandoffMail.Mail), mail), MailText.Of(mail));

    /// <summary>Renders the mail about something new.</summary>
    public async Task<Mail> RenderAsync(UpdateMailModel mail) =>
        new(mail.Subject, await RenderAsync<UpdateMail>(nameof(UpdateMail.Mail), mail), MailText.Of(mail));

    /// <summary>Renders a short mail about a lead.</summary>
    public async Task<Mail> RenderAsync(NoticeMailModel mail) =>
        new(mail.Subject, await RenderAsync<NoticeMail>(nameof(NoticeMail.Mail), mail), MailText.Of(mail));

    /// <summary>Renders the mail that sends something on.</summary>
    public async Task<Mail> RenderAsync(ForwardMailModel mail) =>
        new(mail.Subject, await RenderAsync<ForwardMail>(nameof(ForwardMail.Mail), mail), mail.Text);

    /// <summary>Renders the mail with the link to a file.</summary>
    public async Task<Mail> RenderAsync(PaperMailModel mail) =>
        new(mail.Subject, await RenderAsync<PaperMail>(nameof(PaperMail.Mail), mail), mail.Text);

    /// <summary>Renders the mail with a referrer's personal link.</summary>
    public async Task<Mail> RenderAsync(ReferralMailModel mail) =>
        new(mail.Subject, await RenderAsync<ReferralMail>(nameof(ReferralMail.Mail), mail), mail.Text);

    /// <summary>Renders the mail that asks to confirm a consent.</summary>
    public async Task<Mail> RenderAsync(ConfirmMailModel mail) =>
        new(mail.Subject, await RenderAsync<ConfirmMail>(nameof(ConfirmMail.Mail), mail), mail.Text);

    /// <summary>Renders the mail that asks an address whether it is somebody's too.</summary>
    public async Task<Mail> RenderAsync(OtherAddressMailModel mail) =>
        new(mail.Subject, await RenderAsync<OtherAddressMail>(nameof(OtherAddressMail.Mail), mail), mail.Text);

    /// <summary>Renders the weekly digest.</summary>
    public async Task<Mail> RenderAsync(DigestMailModel mail) =>
        new(mail.Subject, await RenderAsync<DigestMail>(nameof(DigestMail.Mail), mail), mail.Text);

    /// <summary>Renders the mail about leads that were taken over.</summary>
    public async Task<Mail> RenderAsync(TakenMailModel mail) =>
        new(mail.Subject, await RenderAsync<TakenMail>(nameof(TakenMail.Mail), mail), mail.Text);

    /// <summary>Renders the mail with the link to one's own time.</summary>
    public async Task<Mail> RenderAsync(TeamLinkMailModel mail) =>
        new(mail.Subject, await RenderAsync<TeamLinkMail>(nameof(TeamLinkMail.Mail), mail), mail.Text);

    /// <summary>Renders the mail to whoever asked.</summary>
    public async Task<Mail> RenderAsync(ReplyMailModel mail) =>
        new(mail.Subject, await RenderAsync<ReplyMail>(nameof(ReplyMail.Mail), mail), mail.Text);

    internal Task<string> RenderAsync<TComponent>(string parameter, object model)
        where TComponent : IComponent => components.RenderAsync<TComponent>(new Dictionary<string, object?> { [parameter] = model });
}
