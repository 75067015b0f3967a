using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Intake.Mail;
using Intake.Mail.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>Posts events as the provider does, signed, and asks where mails are.</summary>
internal sealed class SignedEvents : IDisposable
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().BuildServiceProvider();

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The public key, as the setting has it.</summary>
    public string PublicKey => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    /// <summary>Has an app believe these events.</summary>
    public void Trust(IServiceCollection services) => services.PostConfigure<SendGridOptions>(options => options.EventKeys = [PublicKey]);

    /// <summary>Posts a body; gives the status that was answered.</summary>
    public async Task<int> PostAsync(Pipeline pipeline, string body, DateTimeOffset? signedAt = null)
    {
        var (bytes, time) = (Encoding.UTF8.GetBytes(body), (signedAt ?? pipeline.Now).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var context = Context();
        (context.Request.Method, context.Request.ContentType, context.Request.Body) = ("POST", "application/json", new MemoryStream(bytes));
        context.Request.Headers["X-Twilio-Email-Event-Webhook-Timestamp"] = time;
        context.Request.Headers["X-Twilio-Email-Event-Webhook-Signature"] = Convert.ToBase64String(
            key.SignData([.. Encoding.ASCII.GetBytes(time), .. bytes], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        await (await pipeline.Get<MailEventDoor>().PostAsync(context.Request, default)).ExecuteAsync(context);
        return context.Response.StatusCode;
    }

    /// <summary>The mails of a state as an operator sees them, all pages.</summary>
    public static async Task<IReadOnlyList<MailDocument>> ListAsync(Pipeline pipeline, string state)
    {
        List<MailDocument> mails = [];
        string? after = null;
        do
        {
            var context = Context();
            context.Request.QueryString = new QueryString($"?state={state}&after={after}");
            await (await pipeline.Get<MailDoor>().ListAsync(context.Request, default)).ExecuteAsync(context);
            Assert.Equal(200, context.Response.StatusCode);
            context.Response.Body.Position = 0;
            var page = (await System.Text.Json.JsonSerializer.DeserializeAsync(context.Response.Body, MailJson.Default.MailsDocument))!;
            mails.AddRange(page.Mails);
            after = page.After;
        }
        while (after is not null);
        return mails;
    }

    public void Dispose() => key.Dispose();

    private static DefaultHttpContext Context() => new() { RequestServices = Services, Response = { Body = new MemoryStream() } };
}
