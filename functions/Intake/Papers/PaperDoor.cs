using Azure;
using Intake.Links;
using Intake.Playbooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Intake.Papers;

/// <summary>The HTTP side of files: the page that a mail links to, and the file itself, in ranges where asked.</summary>
public sealed class PaperDoor(PaperLinks links, PaperPages pages, AssetStore assets, Downloads downloads, PlaybookInForce playbooks)
{
    /// <summary>Shows the page with the button. It counts nothing, as mail scanners follow links.</summary>
    public Task<IResult> ShowAsync(HttpRequest request, string token) =>
        WithPaperAsync(request, token, (paper, item, asset) => pages.ShowAsync(request, $"/papers/{token}", paper, item, asset));

    /// <summary>Gives the file that was asked for.</summary>
    public Task<IResult> DownloadAsync(HttpRequest request, string token) =>
        WithPaperAsync(request, token, (paper, item, asset) => GiveAsync(request, item, asset, paper.Person, free: false));

    /// <summary>Gives a file that is freely available.</summary>
    public Task<IResult> FreeAsync(HttpRequest request, string id) =>
        playbooks.Current.Content.GetValueOrDefault(id) is { Asset: { Gated: false } asset } item
            ? GiveAsync(request, item, asset, links.Visitor(request.Query["v"]), free: true)
            : pages.SorryAsync(request, StatusCodes.Status404NotFound, texts => texts.Missing);

    private Task<IResult> WithPaperAsync(HttpRequest request, string token, Func<PaperToken, ContentItem, Asset, Task<IResult>> give)
    {
        var (state, paper) = links.Open(token);
        if (paper is null) return pages.SorryAsync(request, StatusCodes.Status404NotFound, texts => texts.Wrong);
        if (state is SealState.Expired) return pages.SorryAsync(request, StatusCodes.Status410Gone, texts => texts.Expired);
        return playbooks.Current.Content.GetValueOrDefault(paper.Content) is { Asset: { } asset } item
            ? give(paper, item, asset)
            : pages.SorryAsync(request, StatusCodes.Status410Gone, texts => texts.Missing);
    }

    private async Task<IResult> GiveAsync(HttpRequest request, ContentItem item, Asset asset, string? person, bool free)
    {
        var cancellationToken = request.HttpContext.RequestAborted;
        // ASP.NET Core takes any unit for bytes; one that is not known is to be ignored.
        if (!request.Headers.Range.ToString().StartsWith("bytes=", StringComparison.OrdinalIgnoreCase)) request.Headers.Range = default;
        try
        {
            if (await assets.OpenAsync(asset, cancellationToken) is not { } file)
                return await pages.SorryAsync(request, StatusCodes.Status404NotFound, texts => texts.Missing);
            if (person is not null) await downloads.CountAsync(item, person, free, DownloadRequest.Of(request));
            return Stream(request, asset, file);
        }
        // For a person an empty error page is no answer.
        catch (Exception failure) when (failure is RequestFailedException or TimeoutException or AggregateException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return await pages.SorryAsync(request, StatusCodes.Status503ServiceUnavailable, texts => texts.TryAgain);
        }
    }

    private static IResult Stream(HttpRequest request, Asset asset, AssetFile file)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        // Asked for again each time, so that a copy on the way is never given to somebody else.
        headers.CacheControl = "private, no-cache";
        return Results.Stream(
            file.Content, AssetStore.TypeOf(asset), asset.FileName, file.LastModified, new EntityTagHeaderValue(file.ETag), enableRangeProcessing: true);
    }
}
