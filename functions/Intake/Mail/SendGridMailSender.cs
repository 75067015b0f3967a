using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Intake.Mail;

/// <summary>Sends through SendGrid. It has no idempotency key, so it is told once;
/// whether to tell it again is decided by whoever keeps the mail's state.</summary>
internal sealed class SendGridMailSender(IHttpClientFactory clients, IOptions<SendGridOptions> options, TimeProvider time) : IMailSender
{
    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var http = clients.CreateClient(SendGridOptions.HttpClient);
        var client = new SendGridClient(http, new SendGridClientOptions { ApiKey = settings.ApiKey, Host = settings.Host.TrimEnd('/') });
        using var timeout = new CancellationTokenSource(settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return Read(await client.SendEmailAsync(Message(mail, settings), either.Token));
        }
        // The host stopping looks like a time-out from here: the request may be on its way, and that has to be recorded.
        catch (OperationCanceledException)
        {
            return new Delivery.Failed(DeliveryFailure.UnknownOutcome, "no answer in time");
        }
        catch (HttpRequestException failure)
        {
            return new Delivery.Failed(Categorise(failure.HttpRequestError), $"no answer: {failure.HttpRequestError}");
        }
    }

    internal static SendGridMessage Message(OutgoingMail mail, SendGridOptions settings)
    {
        var message = MailHelper.CreateSingleEmail(
            new EmailAddress(settings.From, settings.FromName), new EmailAddress(mail.ToAddress, Plain.Line(mail.ToName)),
            mail.Mail.Subject, mail.Mail.Text, mail.Mail.Html);
        message.AddCustomArg("mail", mail.MailId);
        message.AddCustomArg("recipient", mail.Recipient ?? "");
        message.AddCustomArg("attempt", mail.Attempt.ToString(CultureInfo.InvariantCulture));
        if (settings.ReplyTo is { } reply) message.SetReplyTo(new EmailAddress(reply));
        if (mail.Unsubscribe is { } unsubscribe)
        {
            message.AddHeader("List-Unsubscribe", $"<{unsubscribe}>");
            message.AddHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        // A tracked link would put a third party between the mail and the page that answers.
        message.SetClickTracking(false, false);
        message.SetOpenTracking(false);
        return message;
    }

    private Delivery Read(Response response) => response.StatusCode switch
    {
        HttpStatusCode.Accepted or HttpStatusCode.OK => new Delivery.Delivered(Header(response, "X-Message-Id")),
        HttpStatusCode.TooManyRequests => new Delivery.Failed(DeliveryFailure.RateLimited, Status(response), NotBefore(response)),
        // A gateway answers for a provider that may have taken it after all.
        HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout => new Delivery.Failed(
            DeliveryFailure.UnknownOutcome, Status(response)),
        >= HttpStatusCode.InternalServerError => new Delivery.Failed(DeliveryFailure.ProviderError, Status(response), NotBefore(response)),
        _ => new Delivery.Failed(DeliveryFailure.Rejected, Status(response)),
    };

    private static string Status(Response response) => $"answered {(int)response.StatusCode}";

    private DateTimeOffset? NotBefore(Response response)
    {
        var now = time.GetUtcNow();
        if (response.Headers?.RetryAfter is { } retry) return retry.Date ?? (retry.Delta is { } delta ? now + delta : null);
        return long.TryParse(Header(response, "X-RateLimit-Reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
            && reset < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(reset) : null;
    }

    private static string? Header(Response response, string name) =>
        response.Headers is { } headers && headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    // Only where no connection was made it is certain that nothing was sent.
    private static DeliveryFailure Categorise(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError ? DeliveryFailure.NotSent : DeliveryFailure.UnknownOutcome;
}
