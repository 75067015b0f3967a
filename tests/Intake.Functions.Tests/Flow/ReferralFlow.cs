using System.Net;
using System.Text;
using Intake.Referrals;
using Microsoft.AspNetCore.Http;

namespace Intake.Functions.Tests.Flow;

/// <summary>Refers people as a browser does, by the real functions on the double.</summary>
internal static class ReferralFlow
{
    /// <summary>Fills in an address on the page that mails the link.</summary>
    public static Task<PaperAnswer> AskForLinkAsync(this Pipeline pipeline, string email) => SendAsync(
        pipeline, "POST", "/refer", [("email", email), ("_lang", "nl")], request => Functions(pipeline).PostAsync(request, default));

    /// <summary>Opens the page that mails the link.</summary>
    public static Task<PaperAnswer> AskingPageAsync(this Pipeline pipeline, string query = "") =>
        SendAsync(pipeline, "GET", "/refer" + query, [], request => Functions(pipeline).ShowAsync(request));

    /// <summary>Opens a personal link.</summary>
    public static Task<PaperAnswer> ReferralPageAsync(this Pipeline pipeline, string token, string query = "") =>
        SendAsync(pipeline, "GET", $"/refer/{token}{query}", [], request => Functions(pipeline).ShowFormAsync(request, token));

    /// <summary>Posts a referral.</summary>
    public static Task<PaperAnswer> ReferAsync(this Pipeline pipeline, string token, params (string Name, string Value)[] fields) =>
        SendAsync(pipeline, "POST", $"/refer/{token}", fields, request => Functions(pipeline).PostFormAsync(request, token, default));

    /// <summary>Posts a referral as a script would.</summary>
    public static async Task<PaperAnswer> PostJsonAsync(this Pipeline pipeline, string token)
    {
        var (context, body) = await pipeline.RunAsync("POST", $"/refer/{token}", request =>
        {
            request.ContentType = "application/json";
            request.Body = new MemoryStream("{}"u8.ToArray());
            return Functions(pipeline).PostFormAsync(request, token, default);
        });
        return new PaperAnswer((HttpStatusCode)context.Response.StatusCode, context.Response.Headers, body);
    }

    /// <summary>The token in a mail.</summary>
    public static string TokenOf(TakenMail mail) => PaperFlow.Between(mail.Mail.Text, "/refer/", "?");

    private static ReferralFunctions Functions(Pipeline pipeline) => new(pipeline.Get<ReferralDoor>());

    private static async Task<PaperAnswer> SendAsync(
        Pipeline pipeline, string method, string path, (string Name, string Value)[] fields, Func<HttpRequest, Task<IResult>> run)
    {
        var (context, body) = await pipeline.RunAsync(method, path, request =>
        {
            request.Headers.Accept = "text/html";
            if (method != "POST") return run(request);
            request.ContentType = "application/x-www-form-urlencoded";
            request.Body = new MemoryStream(Encoding.ASCII.GetBytes(
                string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"))));
            return run(request);
        });
        return new PaperAnswer((HttpStatusCode)context.Response.StatusCode, context.Response.Headers, body);
    }
}
