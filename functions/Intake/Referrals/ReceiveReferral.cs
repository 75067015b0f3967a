using System.Collections.Immutable;
using Intake.Enrichment;
using Intake.Handoffs;
using Intake.Http;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;
using Intake.Telemetry;

namespace Intake.Referrals;

/// <summary>Receives what is posted to the pages for referrals.</summary>
public sealed class ReceiveReferral(
    PlaybookInForce playbooks, TeamInForce teams, SubmissionDesk desk, FormTokens tokens, DoorCheck check, Keys keys, CommandDesk commands, TimeProvider time,
    IntakeMetrics metrics)
{
    /// <summary>Takes a referral.</summary>
    public async Task<FormAnswer> ReferAsync(Referrer referrer, string? contentType, ReadOnlyMemory<byte> body, Circumstances circumstances)
    {
        var target = ReferralForms.Referral(playbooks.Current, named: referrer.In(teams.Current) is not null);
        var (fields, entry) = await ReadAsync(target, contentType, body);
        if (!entry.IsValid) return Refuse(fields, entry.Rejection);
        var key = tokens.Nonce(target.Form.Id, fields[FormFieldNames.Token]) is { } nonce ? SubmissionKey.Token(nonce) : SubmissionKey.None;
        // Whoever has the link is a colleague or partner: nothing here is suspect.
        return new FormAnswer(fields, await desk.AcceptAsync(ByReferrer(entry.Value, referrer), key, circumstances));
    }

    /// <summary>Takes an address that asks for a link: whoever it is of, the answer is the same.</summary>
    public async Task<FormAnswer> AskAsync(string? contentType, ReadOnlyMemory<byte> body, Circumstances circumstances)
    {
        var (fields, entry) = await ReadAsync(ReferralForms.Link, contentType, body);
        if (!entry.IsValid) return Refuse(fields, entry.Rejection);
        var email = Unaliased(EmailAddress.Parse(entry.Value.Contact.Email));
        var now = time.GetUtcNow();
        // The address is personal, so its hash is keyed; the hour in it is what makes one mail an hour.
        var id = keys.Hash("referral-link", email.Canonical, $"{now.UtcDateTime:yyyy-MM-dd HH}");
        // Whoever is no person gets the same answer and no mail: there is nothing in it that could be lost.
        if (!(await check.OfAsync(ReferralForms.Link.Form, fields, circumstances.ClientAddress)).Suspicions.IsEmpty) return new FormAnswer(fields, id);
        return await commands.TryPutAsync(new ReferralLinkCommand { Id = id, At = now, Email = email.Typed, Language = fields[FormFieldNames.PageLanguage] ?? circumstances.Language })
            ? new FormAnswer(fields, id)
            : Refuse(fields, new Rejection(RejectionKind.Unavailable, "Not accepted just now. Please try again."));
    }

    // One mailbox has as many addresses with a plus as one likes: they must not be as many mails.
    private static EmailAddress Unaliased(EmailAddress email)
    {
        var (plus, at) = (email.Typed.IndexOf('+', StringComparison.Ordinal), email.Typed.LastIndexOf('@'));
        return plus > 0 && plus < at && EmailAddress.TryParse(email.Typed[..plus] + email.Typed[at..], out var plain) ? plain : email;
    }

    private async Task<(BodyFields Fields, Parsed<Entry> Entry)> ReadAsync(FormTarget target, string? contentType, ReadOnlyMemory<byte> body)
    {
        var fields = await RequestBody.FieldsAsync(contentType, body);
        return fields.IsValid ? (fields.Value, FormReader.Read(playbooks.Current, target, fields.Value)) : (BodyFields.None, fields.Rejection);
    }

    // The words are the referrer's, and are signed as such. Whatever else was posted has no place here.
    private Entry ByReferrer(Entry entry, Referrer referrer)
    {
        var name = referrer.In(teams.Current)?.Name ?? $"{entry.Fields.GetValueOrDefault(ReferralForms.ReferredBy)}, {referrer.Domain}";
        var relation = entry.Fields.GetValueOrDefault(ReferralForms.Relation) ?? "";
        return entry with
        {
            Message = string.Join('\n', new[] { entry.Message, relation, $"— {name}" }.Where(line => !string.IsNullOrEmpty(line))),
            Fields = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
                .Add(ReferralForms.ReferredBy, name).Add("referredById", referrer.Id).Add(ReferralForms.Relation, relation),
        };
    }

    private FormAnswer Refuse(BodyFields fields, Rejection rejection)
    {
        metrics.Rejected(ReferralForms.Source, rejection.Kind);
        return new FormAnswer(fields, rejection);
    }
}
