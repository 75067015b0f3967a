using System.Collections.Immutable;
using Intake.Http;
using Intake.Http.Pages;
using Intake.Playbooks;
using Microsoft.AspNetCore.Http;

namespace Intake.Papers;

/// <summary>Everything that a browser is shown of a file.</summary>
public sealed class PaperPages(PlaybookInForce playbooks, PaperLinks links, PageRenderer renderer)
{
    private const int MostOthers = 3;

    /// <summary>The page with the button.</summary>
    public Task<IResult> ShowAsync(HttpRequest request, string address, PaperToken token, ContentItem item, Asset asset)
    {
        var texts = PaperTexts.In(Caller.Language(request));
        return renderer.PageAsync<PaperPage>(request, StatusCodes.Status200OK, new Dictionary<string, object?>
        {
            ["Texts"] = texts,
            ["Title"] = item.Title.In(texts.Language),
            ["File"] = $"{address}/file",
            ["FileName"] = asset.FileName,
            ["Others"] = Others(item, token.Person, texts.Language),
        });
    }

    /// <summary>A page that tells why there is no file.</summary>
    public Task<IResult> SorryAsync(HttpRequest request, int status, Func<PaperTexts, (string Title, string Text)> what)
    {
        var texts = PaperTexts.In(Caller.Language(request));
        var (title, text) = what(texts);
        if (status == StatusCodes.Status503ServiceUnavailable) request.HttpContext.Response.Headers.RetryAfter = "30";
        return renderer.PageAsync<NoticePage>(request, status, new Dictionary<string, object?>
        {
            ["Texts"] = PageTexts.In(texts.Language), ["Title"] = title, ["Text"] = text,
        });
    }

    // On the same propositions, as whoever reads about vans does not ask for batteries.
    private ImmutableArray<(string Title, string Address)> Others(ContentItem item, string person, string language) =>
    [
        .. playbooks.Current.Content.Values
            .Where(other => other is { Asset.Gated: false } && other.Id != item.Id && other.Shares.Keys.Intersect(item.Shares.Keys).Any())
            .OrderBy(other => other.Id, StringComparer.Ordinal).Take(MostOthers)
            .Select(other => (other.Title.In(language), links.FreeFor(other, person))),
    ];
}
