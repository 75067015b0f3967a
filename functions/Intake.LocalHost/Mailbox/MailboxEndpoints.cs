using Intake.LocalHost.Mailbox.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.LocalHost.Mailbox;

/// <summary>The local mailbox: takes mails as SendGrid does and shows them.</summary>
internal static class MailboxEndpoints
{
    /// <summary>Registers the store, with its files below <c>DATA_DIR</c>.</summary>
    internal static IServiceCollection AddMailbox(this IServiceCollection services) => services.AddSingleton(provider => new MailboxStore(
        Path.GetFullPath(Path.Combine(provider.GetRequiredService<IConfiguration>()["DATA_DIR"] ?? ".data", MailboxStore.FolderName)),
        provider.GetService<TimeProvider>() ?? TimeProvider.System));

    /// <summary>Maps the provider's API and the pages.</summary>
    internal static void MapMailbox(this IEndpointRouteBuilder app)
    {
        app.MapPost("/v3/mail/send", SendEndpoint.SendAsync);
        app.MapGet("/mailbox", () => new RazorComponentResult<ListPage>());
        app.MapGet("/mailbox.json", JsonAsync);
        app.MapGet("/mailbox/{id}", ShowAsync);
        app.MapGet("/mailbox/{id}/html", HtmlAsync);
    }

    private static async Task<IResult> JsonAsync(MailboxStore store, CancellationToken cancellationToken) =>
        Results.Json((await store.AllAsync(cancellationToken)).Select(entry => entry.Mail), MailboxJson.Readable.IEnumerableStoredMail);

    private static async Task<IResult> ShowAsync(string id, MailboxStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is null
            ? Results.NotFound()
            : new RazorComponentResult<MailPage>(new { Id = id });

    private static async Task<IResult> HtmlAsync(string id, HttpResponse response, MailboxStore store, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } entry) return Results.NotFound();
        MailFrame.Protect(response.Headers);
        return Results.Content(MailFrame.Document(entry.Mail.Html), "text/html; charset=utf-8");
    }
}
