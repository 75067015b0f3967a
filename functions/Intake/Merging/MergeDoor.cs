using System.Text.Json;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Http;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Merging;

/// <summary>The HTTP side of merges, for operators: say that two addresses are one person's or two accounts one company's, see how far that is, take it back.</summary>
public sealed class MergeDoor(People people, AccountStore accounts, LaterMerges later, CommandDesk desk, Keys keys, TimeProvider time)
{
    private static readonly Rejection NoPerson = new(RejectionKind.Unknown, "One of the two persons is not known.");
    private static readonly Rejection NoAccount = new(RejectionKind.Unknown, "One of the two accounts is not known.");
    private static readonly Rejection NoMerge = new(RejectionKind.Unknown, "There is no such merge, or it has not begun yet: it does so within seconds.");
    private static readonly Rejection Wrong = new(RejectionKind.Fields, "Send source and target: who or what becomes part of which other.");
    private static readonly Rejection Same = new(RejectionKind.Fields, "Source and target are one already.")
    {
        Errors = [new FieldError("target", FieldFault.NotAChoice)],
    };

    /// <summary>Orders that a person becomes another address of a second one. Both by id or by email address.</summary>
    public Task<IResult> MergePersonsAsync(HttpRequest request, CancellationToken cancellationToken) => OrderAsync(request, async pair =>
    {
        if (KeyOf(pair.Source) is not { } source || KeyOf(pair.Target) is not { } target) return ProblemAnswer.Of(request, Missing(KeyOf(pair.Source) is null, KeyOf(pair.Target) is null));
        if (await people.VersionAsync(source, cancellationToken) is not { } known || await people.FindAsync(target, cancellationToken) is not { } other) return ProblemAnswer.Of(request, NoPerson);
        if (await AreOneAsync(known.Person, other, cancellationToken)) return ProblemAnswer.Of(request, Same);
        return await TakeAsync(
            new MergeCommand
            {
                // Clicked twice it is one; after it was undone it is another.
                Id = Keys.Id("merge-persons", source, target, known.Version), At = time.GetUtcNow(), Evidence = MergeEvidence.Operator,
                Source = known.Person.AccountId, Target = other.AccountId, Person = known.Person.PersonId, AliasOf = other.PersonId,
            },
            cancellationToken);
    }, cancellationToken);

    /// <summary>Orders that an account becomes part of another: both are one company.</summary>
    public Task<IResult> MergeAccountsAsync(HttpRequest request, CancellationToken cancellationToken) => OrderAsync(request, async pair =>
    {
        if (!CommandDesk.IsId(pair.Source) || !CommandDesk.IsId(pair.Target)) return ProblemAnswer.Of(request, Missing(!CommandDesk.IsId(pair.Source), !CommandDesk.IsId(pair.Target)));
        if (pair.Source == pair.Target) return ProblemAnswer.Of(request, Same);
        if (await HereAsync(pair.Source!, cancellationToken) is not { } source || await HereAsync(pair.Target!, cancellationToken) is not { } target) return ProblemAnswer.Of(request, NoAccount);
        if (source.Id == target.Id) return ProblemAnswer.Of(request, Same);
        return await TakeAsync(
            new MergeCommand
            {
                Id = Keys.Id("merge-accounts", source.Id, target.Id, $"{source.Revision}"), At = time.GetUtcNow(), Evidence = MergeEvidence.Operator,
                Source = source.Id, Target = target.Id,
            },
            cancellationToken);
    }, cancellationToken);

    /// <summary>Confirms the company that somebody without a company's address says to work for: all of their account becomes part of that company's.</summary>
    public Task<IResult> ConfirmClaimAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        WithClaimAsync(request, id, (account, claimed) => TakeAsync(
            new MergeCommand
            {
                Id = Keys.Id("confirm-claim", account.Id, claimed.Id, $"{account.Revision}"), At = time.GetUtcNow(), Evidence = MergeEvidence.ConfirmedClaim,
                Source = account.Id, Target = AccountOf(claimed, account), Company = claimed,
            },
            cancellationToken), cancellationToken);

    /// <summary>Refuses that company: it is shown and used for nothing any more.</summary>
    public Task<IResult> RefuseClaimAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        WithClaimAsync(request, id, async (account, claimed) =>
        {
            var command = new RefuseClaimCommand { Id = Keys.Id("refuse-claim", account.Id, claimed.Id), At = time.GetUtcNow(), Account = account.Id, Company = claimed.Id };
            await desk.PutAsync(command, cancellationToken);
            return Results.Json(new OrderedDocument("refuse-claim"), MergeJson.Default.OrderedDocument, statusCode: StatusCodes.Status202Accepted);
        }, cancellationToken);

    /// <summary>Tells how far a merge is.</summary>
    public Task<IResult> ShowAsync(HttpRequest request, string id, CancellationToken cancellationToken) => WithMergeAsync(request, id, (merge, progress) => Task.FromResult(Results.Json(
        new MergeDocument(
            id, progress.State.ToString().ToLowerInvariant(), merge.Evidence, merge.At, merge.Source, merge.Target, merge.Person, merge.AliasOf),
        MergeJson.Default.MergeDocument)), cancellationToken);

    /// <summary>Orders that a merge is taken back.</summary>
    public Task<IResult> UndoAsync(HttpRequest request, string id, CancellationToken cancellationToken) => WithMergeAsync(request, id, async (merge, _) =>
    {
        var from = merge.Person is { } person ? (await people.FindAsync(person, cancellationToken))?.AccountId : (await HereAsync(merge.Target, cancellationToken))?.Id;
        if (from is not null && await later.OnAsync(merge, from, cancellationToken) is { } standing)
            return ProblemAnswer.Of(request, new Rejection(RejectionKind.Fields, $"The merge {MergeId.Of(merge.Target, standing)} came later and stands on this one: undo that first."));
        await desk.PutAsync(new UndoMergeCommand { Id = Keys.Id("undo", merge.Id), At = time.GetUtcNow(), Account = merge.Source, Merge = merge.Id }, cancellationToken);
        return Results.Json(new OrderedDocument("undo-merge", id), MergeJson.Default.OrderedDocument, statusCode: StatusCodes.Status202Accepted);
    }, cancellationToken);

    private static async Task<IResult> OrderAsync(HttpRequest request, Func<PairDocument, Task<IResult>> order, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken);
        if (!body.IsValid) return ProblemAnswer.Of(request, body.Rejection);
        return await CommandDesk.OrNotNowAsync(request, () => order(PairIn(body.Value)), cancellationToken);
    }

    private async Task<IResult> TakeAsync(MergeCommand command, CancellationToken cancellationToken)
    {
        await desk.PutAsync(command, cancellationToken);
        var id = MergeId.Of(command.Source, command.Id);
        return Results.Json(new OrderedDocument("merge", id, $"/api/merges/{id}"), MergeJson.Default.OrderedDocument, statusCode: StatusCodes.Status202Accepted);
    }

    private Task<IResult> WithClaimAsync(HttpRequest request, string id, Func<Account, Company, Task<IResult>> answer, CancellationToken cancellationToken) =>
        CommandDesk.OrNotNowAsync(request, async () =>
        {
            var account = CommandDesk.IsId(id) ? await HereAsync(id, cancellationToken) : null;
            return account is { IsCompany: false, Claimed: { } claimed } ? await answer(account, claimed) : ProblemAnswer.Of(request, new Rejection(RejectionKind.Unknown, "There is no such account, or it claims no company."));
        }, cancellationToken);

    private Task<IResult> WithMergeAsync(HttpRequest request, string id, Func<Merge, MergeProgress, Task<IResult>> answer, CancellationToken cancellationToken) =>
        CommandDesk.OrNotNowAsync(request, async () =>
            MergeId.Parse(id) is var (account, merge) && await accounts.MergeAsync(account, merge, cancellationToken) is var (known, progress)
                ? await answer(known, progress)
                : ProblemAnswer.Of(request, NoMerge), cancellationToken);

    // The account that stands for it now; null for one that never was.
    private async Task<Account?> HereAsync(string account, CancellationToken cancellationToken)
    {
        var loaded = await accounts.LoadAsync(account, cancellationToken);
        while (loaded?.State.Account.Moved is { } moved) loaded = await accounts.LoadAsync(moved.Account, cancellationToken);
        return loaded?.State.Account;
    }

    private async Task<bool> AreOneAsync(KnownPerson person, KnownPerson other, CancellationToken cancellationToken) =>
        person.PersonId == other.PersonId
        || (person.AccountId == other.AccountId && await accounts.LoadAsync(person.AccountId, cancellationToken) is { } loaded
            && Aliases.PersonOf(loaded.State.Account, person) == Aliases.PersonOf(loaded.State.Account, other));

    private string AccountOf(Company company, Account claimant) =>
        Placing.AccountOf(company, claimant.Tester is null ? keys : keys.OfTesters);

    private string? KeyOf(string? text) =>
        CommandDesk.IsId(text) ? text : EmailAddress.TryParse(text, out var address) ? keys.Person(address.Canonical) : null;

    private static Rejection Missing(bool source, bool target) => Wrong with
    {
        Errors = [.. new[] { (source, "source"), (target, "target") }.Where(field => field.Item1).Select(field => new FieldError(field.Item2, FieldFault.Required))],
    };

    private static PairDocument PairIn(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, MergeJson.Default.PairDocument) ?? new PairDocument(null, null);
        }
        catch (JsonException)
        {
            return new PairDocument(null, null);
        }
    }
}
