using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Intake.Http;

/// <summary>Renders Razor components to pages with the headers that keep a page harmless.</summary>
public sealed class PageRenderer(ComponentRenderer components)
{
    /// <summary>A component as text.</summary>
    public Task<string> RenderAsync<T>(IDictionary<string, object?> parameters)
        where T : IComponent => components.RenderAsync<T>(parameters);

    /// <summary>A component as an answer.</summary>
    /// <param name="request">The request that is answered.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="parameters">Parameters of the component.</param>
    /// <param name="formTargets">Origins that posting a form of the page may lead to: the browser checks redirects too.</param>
    /// <param name="more">What else the page may load, as directives of its policy.</param>
    public async Task<IResult> PageAsync<T>(
        HttpRequest request, int status, IDictionary<string, object?> parameters, IEnumerable<string>? formTargets = null,
        string? more = null)
        where T : IComponent
    {
        var headers = request.HttpContext.Response.Headers;
        if (status >= StatusCodes.Status400BadRequest) Refusals.NotePage(request.HttpContext, status, typeof(T).Name);
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src {PageStyle.Source}; form-action {string.Join(' ', ["'self'", .. formTargets ?? []])}; "
            + "base-uri 'none'; frame-ancestors 'none'" + (more is null ? "" : "; " + more);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers.AppendCommaSeparatedValues("Vary", "Accept", "Accept-Language");
        return Results.Content(await RenderAsync<T>(parameters), "text/html; charset=utf-8", statusCode: status);
    }
}
