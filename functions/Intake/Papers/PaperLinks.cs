using Intake.Http;
using Intake.Links;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Forms;
using Microsoft.Extensions.Options;

namespace Intake.Papers;

/// <summary>Makes and opens the links to files. Sealed: they hold ids, tell nothing, and cannot be guessed.</summary>
public sealed class PaperLinks(Seal seal, Receipts receipts, PlaybookInForce playbooks, IOptions<PublicOptions> options, TimeProvider time)
{
    /// <summary>How long the link to a file works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    // A visitor's mark opens nothing, so it may last as long as anything that it could count for.
    private static readonly TimeSpan VisitorLifetime = TimeSpan.FromDays(400);

    /// <summary>Seals a link's token.</summary>
    public string Seal(PaperToken token) => seal.Close(SealPurposes.Paper, token.ToString(), time.GetUtcNow() + Lifetime);

    /// <summary>Opens one; the token is null unless it is genuine.</summary>
    public (SealState State, PaperToken? Token) Open(string? text)
    {
        var opened = seal.Open(SealPurposes.Paper, text);
        return opened.State != SealState.Wrong && PaperToken.Parse(opened.Text) is { } token ? (opened.State, token) : (SealState.Wrong, null);
    }

    /// <summary>The token that the answer to a request holds; null where the link is mailed, or there is no file.</summary>
    /// <param name="target">What was asked for.</param>
    /// <param name="receipt">The receipt of the request.</param>
    /// <param name="namesClient">A client was named: for whom the sender acts is decided later, and found by the request.</param>
    public string? AfterRequest(FormTarget target, string receipt, bool namesClient) =>
        target.Source == "whitepaper" && playbooks.Current.Content.GetValueOrDefault(target.Form.Id)?.Asset is { Delivery: AssetDelivery.Answer }
        && receipts.Open(receipt) is { } opened
            ? Seal(new PaperToken(target.Form.Id, opened.SubmissionId, namesClient ? Keys.Acting(opened.SubmissionId) : opened.PersonId))
            : null;

    /// <summary>Where the page of a file is found, from outside.</summary>
    public string PageOf(string sealedToken) => options.Value.Address($"/papers/{sealedToken}");

    /// <summary>Where a freely available file is, marked with who reads it.</summary>
    public string FreeFor(ContentItem item, string person) =>
        $"/api/whitepapers/{item.Id}/file?v={seal.Close(SealPurposes.Visitor, person, time.GetUtcNow() + VisitorLifetime)}";

    /// <summary>Key of the person that a mark is of; null when it is none of ours, or too old.</summary>
    public string? Visitor(string? mark) =>
        seal.Open(SealPurposes.Visitor, mark) is { State: SealState.Valid, Text: { Length: > 0 } person } ? person : null;
}
