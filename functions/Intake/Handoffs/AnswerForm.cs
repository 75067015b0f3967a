using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Intake.Handoffs;

/// <summary>What was filled in on the answer page, unchecked.</summary>
/// <param name="Answer">What to do: an answer, a contact, or playbook id of a stage.</param>
/// <param name="Reason">Playbook id of a reason.</param>
/// <param name="Until">A day.</param>
public sealed record AnswerForm(string? Answer, string? Reason = null, string? Until = null)
{
    private const int MostBytes = 8 * 1024;

    /// <summary>Nothing filled in.</summary>
    public static readonly AnswerForm Empty = new(Answer: null);

    /// <summary>Id of a colleague.</summary>
    public string? To { get; init; }

    /// <summary>What it is worth.</summary>
    public string? Value { get; init; }

    /// <summary>The choice that a link in the mail makes.</summary>
    public static AnswerForm FromQuery(IQueryCollection query) => new(query["do"], query["reason"]);

    /// <summary>Reads a posted page; one that is none of ours is an empty one, and the page asks again.</summary>
    public static async Task<AnswerForm> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType) return Empty;
        try
        {
            var options = new FormOptions
            {
                BufferBodyLengthLimit = MostBytes, MultipartBodyLengthLimit = MostBytes, ValueCountLimit = 16, ValueLengthLimit = 1024,
            };
            var form = await new FormFeature(request, options).ReadFormAsync(cancellationToken);
            return new AnswerForm(form["do"], form["reason"], form["until"]) { To = Given(form["to"]), Value = Given(form["value"]) };
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException or IOException or NotSupportedException)
        {
            return Empty;
        }
    }

    private static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
