using Intake.Clients;
using Intake.Playbooks;
using Intake.Submissions.Bodies;
using Intake.Telemetry;

namespace Intake.Submissions.Forms;

/// <summary>A post to a form, as it came in.</summary>
/// <param name="ContentType">Header <c>Content-Type</c>.</param>
/// <param name="Body">Its bytes, at most <see cref="RequestBody.MaxBytes"/>.</param>
/// <param name="IdempotencyKey">Header <c>Idempotency-Key</c>.</param>
/// <param name="Language">Language of the browser.</param>
/// <param name="ClientAddress">Where it came from; null when nobody knows.</param>
/// <param name="TestKey">Header <c>x-intake-test</c>.</param>
/// <param name="Page">Header <c>Referer</c>: the page that it was filled in at.</param>
public sealed record FormPost(
    string? ContentType, ReadOnlyMemory<byte> Body, string? IdempotencyKey, string? Language, string? ClientAddress = null, string? TestKey = null,
    string? Page = null);

/// <summary>The answer to a post: a receipt or a rejection, and the fields as far as they could be read, to show them again.</summary>
public sealed record FormAnswer(BodyFields Fields, Parsed<string> Receipt)
{
    /// <summary>It names a client on whose behalf the sender acts.</summary>
    public bool NamesClient { get; init; }
}

/// <summary>Receives posts to forms and requests for content.</summary>
public sealed class ReceiveForm(
    PlaybookInForce playbooks, SubmissionDesk desk, FormTokens tokens, DoorCheck check, Testers testers, IntakeMetrics metrics)
{
    /// <summary>Reads, checks and accepts a post.</summary>
    public async Task<FormAnswer> HandleAsync(FormTarget target, FormPost post)
    {
        var fields = await RequestBody.FieldsAsync(post.ContentType, post.Body);
        if (!fields.IsValid) return Refuse(target, BodyFields.None, fields.Rejection);

        var key = KeyOf(target, post, fields.Value);
        if (key is null) return Refuse(target, fields.Value, new Rejection(RejectionKind.Malformed,
            $"Idempotency-Key must have 1 to {SubmissionKey.MaxHeaderLength} visible ASCII characters."));

        var entry = FormReader.Read(playbooks.Current, target, fields.Value);
        if (!entry.IsValid) return Refuse(target, fields.Value, entry.Rejection);

        var circumstances = await SurroundAsync(target, post, fields.Value);
        return new FormAnswer(fields.Value, await desk.AcceptAsync(entry.Value, key.Value, circumstances))
        {
            NamesClient = ClientKey.Of(entry.Value.OnBehalfOf) is not null,
        };
    }

    private async Task<Circumstances> SurroundAsync(FormTarget target, FormPost post, BodyFields fields)
    {
        var known = new Circumstances { Language = PageLanguage(fields) ?? post.Language, ClientAddress = post.ClientAddress, Page = post.Page };
        if (testers.IsKey(post.TestKey)) return known with { Trusted = true };
        var (suspicions, spent) = await check.OfAsync(target.Form, fields, post.ClientAddress);
        return known with { Suspicions = suspicions, Spent = spent };
    }

    private static string? PageLanguage(BodyFields fields) =>
        fields[FormFieldNames.PageLanguage] is { Length: 2 } code && code.All(char.IsAsciiLetterLower) ? code : null;

    private SubmissionKey? KeyOf(FormTarget target, FormPost post, BodyFields fields)
    {
        if (post.IdempotencyKey is { } header)
            return header.Length is > 0 and <= SubmissionKey.MaxHeaderLength && header.All(c => c is > ' ' and < '\x7F')
                ? SubmissionKey.Header(header)
                : null;
        return tokens.Nonce(target.Form.Id, fields[FormFieldNames.Token]) is { } nonce ? SubmissionKey.Token(nonce) : SubmissionKey.None;
    }

    private FormAnswer Refuse(FormTarget target, BodyFields fields, Rejection rejection)
    {
        metrics.Rejected(target.Source, rejection.Kind);
        return new FormAnswer(fields, rejection);
    }
}
