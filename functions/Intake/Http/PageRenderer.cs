using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Intake.Http;

/// <summary>Renders Razor components to pages with the headers that keep a page harmless.</summary>
public sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>A component as text.</summary>
    public async Task<string> RenderAsync<T>(IDictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    /// <summary>A component as an answer.</summary>
    /// <param name="request">The request that is answered.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="parameters">Parameters of the component.</param>
    /// <param name="formTargets">Origins that posting a form of the page may lead to: the browser checks redirects too.</param>
    public async Task<IResult> PageAsync<T>(HttpRequest request, int status, IDictionary<string, object?> parameters, IEnumerable<string>? formTargets = null)
        where T : IComponent
    {
        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src {PageStyle.Source}; form-action {string.Join(' ', ["'self'", .. formTargets ?? []])}; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers.AppendCommaSeparatedValues("Vary", "Accept", "Accept-Language");
        return Results.Content(await RenderAsync<T>(parameters), "text/html; charset=utf-8", statusCode: status);
    }
}
