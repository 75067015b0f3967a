using Intake.Mail;
using Intake.Mail.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Where mails are, for operators; and what the mail provider tells of them, whose signature is the key.</summary>
public sealed class MailFunctions(MailDoor door, MailEventDoor events)
{
    /// <summary>Lists the mails of a state.</summary>
    [Function("ListMails")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/mails")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ListAsync(request, cancellationToken);

    /// <summary>Shows a mail.</summary>
    [Function("ShowMail")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/mails/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.ShowAsync(request, id, cancellationToken);

    /// <summary>Takes the provider's events.</summary>
    [Function("PostMailEvents")]
    public Task<IResult> Events(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/events/sendgrid")] HttpRequest request, CancellationToken cancellationToken) =>
        events.PostAsync(request, cancellationToken);
}
