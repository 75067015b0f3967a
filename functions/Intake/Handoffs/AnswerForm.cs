using System.Globalization;
using Intake.Playbooks;
using Intake.Stages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Intake.Handoffs;

/// <summary>What was filled in on the answer page, unchecked.</summary>
public sealed record AnswerForm(string? Answer, string? Reason, string? Until)
{
    private const int MostBytes = 8 * 1024;

    /// <summary>The choice that a link in the mail makes.</summary>
    public static AnswerForm FromQuery(IQueryCollection query) => new(query["do"], query["reason"], null);

    /// <summary>Reads a posted page; one that is none of ours is an empty one, and the page asks again.</summary>
    public static async Task<AnswerForm> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType) return new AnswerForm(null, null, null);
        try
        {
            var options = new FormOptions
            {
                BufferBodyLengthLimit = MostBytes, MultipartBodyLengthLimit = MostBytes, ValueCountLimit = 16, ValueLengthLimit = 1024,
            };
            var form = await new FormFeature(request, options).ReadFormAsync(cancellationToken);
            return new AnswerForm(form["do"], form["reason"], form["until"]);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException or IOException or NotSupportedException)
        {
            return new AnswerForm(null, null, null);
        }
    }

    /// <summary>Checks it against the playbook: the answer, or what is wrong with it.</summary>
    public AnswerChoice Check(StageBook stages, DateOnly today)
    {
        if (Answer == AnswerKinds.Accept) return new AnswerChoice(AnswerKinds.Accept);
        if (Answer != AnswerKinds.Reject) return new AnswerChoice(null, Wrong: AnswerProblem.NoAnswer);
        if (stages.Refusals.FirstOrDefault(refusal => refusal.Id == Reason) is not { } refusal)
            return new AnswerChoice(AnswerKinds.Reject, Wrong: AnswerProblem.NoReason);
        if (!refusal.AsksDate || string.IsNullOrEmpty(Until)) return new AnswerChoice(AnswerKinds.Reject, refusal.Id);
        return DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
            && until > today && until <= today.AddYears(2)
            ? new AnswerChoice(AnswerKinds.Reject, refusal.Id, until)
            : new AnswerChoice(AnswerKinds.Reject, refusal.Id, Wrong: AnswerProblem.WrongDate);
    }
}

/// <summary>A checked answer.</summary>
public sealed record AnswerChoice(string? Answer, string? Reason = null, DateOnly? Until = null, AnswerProblem Wrong = AnswerProblem.None);

/// <summary>What can be wrong with an answer.</summary>
public enum AnswerProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Neither yes nor no.</summary>
    NoAnswer,

    /// <summary>No without a reason of the playbook.</summary>
    NoReason,

    /// <summary>A day that is none, is past, or is far away.</summary>
    WrongDate,
}
