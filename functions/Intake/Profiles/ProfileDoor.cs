using System.Text.Json;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Http;
using Intake.Links;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Profiles;

/// <summary>The HTTP side of profiles, for our own systems and people: all that is known of a person or an account, the timeline page by page.</summary>
public sealed class ProfileDoor(People people, AccountStore accounts, Keys keys, Seal seal, PlaybookInForce playbooks, TimeProvider time)
{
    private const int PageSize = 50;
    private const string Purpose = "timeline-page";
    private static readonly TimeSpan PageLifetime = TimeSpan.FromDays(1);

    private static readonly Rejection NoPerson = new(RejectionKind.Unknown, "There is no such person.");
    private static readonly Rejection NoEmail = new(RejectionKind.Fields, "Send the email address.") { Errors = [new FieldError("email", FieldFault.NotAnEmail)] };
    private static readonly Rejection NoAccount = new(RejectionKind.Unknown, "There is no such account.");
    private static readonly Rejection NoPage = new(RejectionKind.Malformed, "This is not where a page of ours ended, or it is too long ago.");

    /// <summary>Where somebody is found by their address, which belongs in no URL: by <c>{"email": "..."}</c>, their id and that of their account.</summary>
    public async Task<IResult> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken);
        if (!body.IsValid) return ProblemAnswer.Of(request, body.Rejection);
        if (!EmailAddress.TryParse(EmailIn(body.Value), out var address)) return ProblemAnswer.Of(request, NoEmail);
        return await CommandDesk.OrNotNowAsync(request, async () => await people.FindAsync(keys.Person(address.Canonical), cancellationToken) is { } known
            ? Results.Json(new FoundDocument(known.PersonId, known.AccountId, $"/api/people/{known.PersonId}", $"/api/accounts/{known.AccountId}"), ProfileJson.Readable.FoundDocument)
            : ProblemAnswer.Of(request, NoPerson), cancellationToken);
    }

    private static string? EmailIn(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ProfileJson.Default.FindDocument)?.Email;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A person, by the id of any of their addresses.</summary>
    public Task<IResult> PersonAsync(HttpRequest request, string id, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
    {
        var (known, after) = (CommandDesk.IsId(id) ? await people.FindAsync(id, cancellationToken) : null, After(request));
        if (known is null || await HereAsync(known.AccountId, cancellationToken) is not { } loaded) return ProblemAnswer.Of(request, NoPerson);
        if (!after.IsValid) return ProblemAnswer.Of(request, NoPage);

        var writer = new ProfileWriter(loaded, playbooks.Current, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var root = Aliases.PersonOf(loaded.State.Account, known);
        var page = await accounts.TimelineAsync(loaded.State.Account.Id, writer.AddressesOf(root), after.Row, PageSize, cancellationToken);
        return writer.Person(root, Document(page)) is { } person
            ? Results.Json(person, ProfileJson.Readable.PersonDocument)
            : ProblemAnswer.Of(request, NoPerson);
    }, cancellationToken);

    /// <summary>An account.</summary>
    public Task<IResult> AccountAsync(HttpRequest request, string id, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
    {
        var after = After(request);
        if (!CommandDesk.IsId(id) || await HereAsync(id, cancellationToken) is not { } loaded) return ProblemAnswer.Of(request, NoAccount);
        if (!after.IsValid) return ProblemAnswer.Of(request, NoPage);

        var page = await accounts.TimelineAsync(loaded.State.Account.Id, null, after.Row, PageSize, cancellationToken);
        var writer = new ProfileWriter(loaded, playbooks.Current, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return Results.Json(writer.Account(Document(page)), ProfileJson.Readable.AccountDocument);
    }, cancellationToken);

    // The account that stands for it now; null for one that never was.
    private async Task<LoadedAccount?> HereAsync(string account, CancellationToken cancellationToken)
    {
        var loaded = await accounts.LoadWithPersonsAsync(account, cancellationToken);
        while (loaded?.State.Account.Moved is { } moved) loaded = await accounts.LoadWithPersonsAsync(moved.Account, cancellationToken);
        return loaded;
    }

    private (bool IsValid, string? Row) After(HttpRequest request)
    {
        var text = request.Query["after"].ToString();
        if (text.Length == 0) return (true, null);
        var opened = seal.Open(Purpose, text);
        return (opened.State == SealState.Valid, opened.Text);
    }

    private TimelineDocument Document(TimelinePage page) =>
        new([.. page.Entries.Select(entry => TimelineItem.In(entry, playbooks.Current.Stages))], page.Next is { } next ? seal.Close(Purpose, next, time.GetUtcNow() + PageLifetime) : null);
}
