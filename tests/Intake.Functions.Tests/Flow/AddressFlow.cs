using System.Net;
using System.Text;
using Intake.Addresses;
using Microsoft.AspNetCore.Http;

namespace Intake.Functions.Tests.Flow;

/// <summary>Tells another address and confirms it, by the real functions on the double.</summary>
internal static class AddressFlow
{
    /// <summary>The token that stands in mails to a person.</summary>
    public static string AskToken(this Pipeline pipeline, string email) => Token(pipeline.Get<AddressLinks>().Ask(pipeline.PersonOf(email), "en"));

    /// <summary>The token of a link in a mail.</summary>
    public static string TokenIn(TakenMail mail, string path) =>
        Token(mail.Mail.Text.Split('\n', ' ').First(word => word.Contains($"/addresses/{path}", StringComparison.Ordinal)).Trim());

    public static Task<PaperAnswer> AskPageAsync(this Pipeline pipeline, string token, string query = "") =>
        SendAsync(pipeline, "GET", $"/addresses/{token}{query}", [], functions => request => functions.ShowAsync(request, token));

    /// <summary>Tells another address, and lets happen what follows.</summary>
    public static async Task<PaperAnswer> TellAsync(this Pipeline pipeline, string token, string email, params (string Name, string Value)[] more)
    {
        var answer = await PostAddressAsync(pipeline, token, email, more);
        await pipeline.DrainAsync();
        return answer;
    }

    public static Task<PaperAnswer> PostAddressAsync(this Pipeline pipeline, string token, string email, params (string Name, string Value)[] more) =>
        SendAsync(pipeline, "POST", $"/addresses/{token}", [("email", email), .. more], functions => request => functions.PostAsync(request, token, default));

    public static Task<PaperAnswer> ConfirmPageAsync(this Pipeline pipeline, string token) =>
        SendAsync(pipeline, "GET", $"/addresses/confirm/{token}", [], functions => request => functions.AskConfirmAsync(request, token, default));

    public static Task<PaperAnswer> ConfirmAddressAsync(this Pipeline pipeline, string token) =>
        SendAsync(pipeline, "POST", $"/addresses/confirm/{token}", [], functions => request => functions.ConfirmAsync(request, token, default));

    public static Task<PaperAnswer> RefusePageAsync(this Pipeline pipeline, string token) =>
        SendAsync(pipeline, "GET", $"/addresses/refuse/{token}", [], functions => request => functions.AskRefuseAsync(request, token));

    public static Task<PaperAnswer> RefuseAsync(this Pipeline pipeline, string token) =>
        SendAsync(pipeline, "POST", $"/addresses/refuse/{token}", [("List-Unsubscribe", "One-Click")], functions => request => functions.RefuseAsync(request, token));

    private static string Token(string address) => new Uri(address).Segments[^1];

    private static async Task<PaperAnswer> SendAsync(
        Pipeline pipeline, string method, string path, (string Name, string Value)[] fields, Func<AddressFunctions, Func<HttpRequest, Task<IResult>>> run)
    {
        var (context, body) = await pipeline.RunAsync(method, path, request =>
        {
            request.Headers.Accept = "text/html";
            if (method == "POST")
            {
                request.ContentType = "application/x-www-form-urlencoded";
                request.Body = new MemoryStream(Encoding.ASCII.GetBytes(
                    string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"))));
            }
            return run(new AddressFunctions(pipeline.Get<AddressDoor>()))(request);
        });
        return new PaperAnswer((HttpStatusCode)context.Response.StatusCode, context.Response.Headers, body);
    }
}
