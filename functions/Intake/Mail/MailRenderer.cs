using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace Intake.Mail;

/// <summary>Renders mails and pages from components. <paramref name="services"/> are those that components may ask for: none do.</summary>
public sealed class MailRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>Renders the handoff mail.</summary>
    public async Task<Mail> RenderAsync(HandoffMailModel mail) =>
        new(mail.Subject, await RenderAsync<HandoffMail>(nameof(HandoffMail.Mail), mail), MailText.Of(mail));

    /// <summary>Renders the mail about something new.</summary>
    public async Task<Mail> RenderAsync(UpdateMailModel mail) =>
        new(mail.Subject, await RenderAsync<UpdateMail>(nameof(UpdateMail.Mail), mail), MailText.Of(mail));

    /// <summary>Renders the mail that sends something on.</summary>
    public async Task<Mail> RenderAsync(ForwardMailModel mail) =>
        new(mail.Subject, await RenderAsync<ForwardMail>(nameof(ForwardMail.Mail), mail), mail.Text);

    internal async Task<string> RenderAsync<TComponent>(string parameter, object model) where TComponent : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [parameter] = model });
            return (await renderer.RenderComponentAsync<TComponent>(parameters)).ToHtmlString();
        });
    }
}
