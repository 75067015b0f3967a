using Intake.Playbooks;
using Microsoft.AspNetCore.Http;

namespace Intake.Http;

/// <summary>Which scripts may post a form: those of the origins it names, and no header for anyone else.</summary>
internal static class Cors
{
    /// <summary>Lets the origin read the answer, when the form names it.</summary>
    public static bool Allow(HttpRequest request, Form form)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.AppendCommaSeparatedValues("Vary", "Origin");
        var origin = request.Headers.Origin.ToString();
        if (!form.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase)) return false;

        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlExposeHeaders = "Location, Retry-After";
        return true;
    }

    /// <summary>Answers a preflight.</summary>
    public static IResult Preflight(HttpRequest request, Form form)
    {
        if (!Allow(request, form)) return Results.NoContent();
        var headers = request.HttpContext.Response.Headers;
        headers.AccessControlAllowMethods = "GET, POST";
        headers.AccessControlAllowHeaders = "Content-Type, Idempotency-Key";
        headers.AccessControlMaxAge = "600";
        return Results.NoContent();
    }
}
