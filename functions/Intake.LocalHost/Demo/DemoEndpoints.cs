using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Intake.LocalHost.Demo;

/// <summary>The website of a fictional company, whose forms post to this app as any website's would. It is plain HTML on purpose.</summary>
internal static class DemoEndpoints
{
    internal static void MapDemo(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => Results.Redirect("/demo"));
        app.MapGet("/demo", () => Asset("demo.html", "text/html; charset=utf-8"));
        app.MapGet("/demo/style.css", () => Asset("demo.css", "text/css; charset=utf-8"));
    }

    private static IResult Asset(string name, string contentType) =>
        Results.Stream(typeof(DemoEndpoints).Assembly.GetManifestResourceStream(typeof(DemoEndpoints), name)!, contentType);
}
