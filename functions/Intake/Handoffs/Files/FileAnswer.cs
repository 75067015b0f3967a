using Microsoft.AspNetCore.Http;

namespace Intake.Handoffs.Files;

/// <summary>A small file on its way out: never kept, never indexed, and saved under a name that tells nothing.</summary>
internal sealed class FileAnswer(string type, string name, string content) : IResult
{
    public string Content => content;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = $"{type}; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex";
        await response.WriteAsync(content, httpContext.RequestAborted);
    }
}
