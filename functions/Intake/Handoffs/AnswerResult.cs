using Intake.Http;
using Microsoft.AspNetCore.Http;

namespace Intake.Handoffs;

/// <summary>An answer page on its way out: never kept, never indexed, and its address, which is a key, is told to no one.</summary>
internal sealed class AnswerResult(int status, string html) : IResult
{
    public int Status => status;

    public string Html => html;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = AnswerPageStyles.Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex";
        if (status >= StatusCodes.Status400BadRequest) Refusals.NotePage(httpContext, status, nameof(AnswerPage));
        if (status == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = "60";
        await response.WriteAsync(html, httpContext.RequestAborted);
    }
}
