using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>Stands between the app and its queues and tables: passes everything on, until a test wants trouble.</summary>
internal sealed class StorageProxy : IAsyncDisposable
{
    private static readonly string[] OfTheConnection = ["Host", "Connection", "Transfer-Encoding", "Keep-Alive"];
    private readonly WebApplication _app;
    private readonly StorageAccount _storage;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Trap? _trap;

    private StorageProxy(WebApplication app, StorageAccount storage) => (_app, _storage) = (app, storage);

    /// <summary>What it does to every request.</summary>
    internal Trouble Trouble
    {
        get;
        set
        {
            field = value;
            Interlocked.Exchange(ref _change, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    /// <summary>The storage, by way of this.</summary>
    internal StorageAccount Storage => _storage with { Queue = Address, Table = Address };

    private string Address => _app.Urls.Single();

    internal static async Task<StorageProxy> StartAsync(StorageAccount storage)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var proxy = new StorageProxy(builder.Build(), storage);
        proxy._app.Run(proxy.HandleAsync);
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>Springs once, at the first request that fits: nothing passes any more, and <paramref name="spring"/> is called.</summary>
    /// <param name="request">Fits method, path and body.</param>
    /// <param name="after">Whether the storage has done it by then; the app hears nothing either way.</param>
    /// <param name="spring">Called once.</param>
    internal Task Arm(Regex request, bool after, Action spring)
    {
        var trap = new Trap(request, after, spring, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _trap = trap;
        return trap.Sprung.Task;
    }

    public async ValueTask DisposeAsync()
    {
        Trouble = Trouble.Refused;
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var trap = _trap is { } armed && armed.Request.IsMatch($"{context.Request.Method} {target}\n{Encoding.UTF8.GetString(body.ToArray())}")
            && Interlocked.CompareExchange(ref _trap, null, armed) == armed ? armed : null;

        if (trap is { After: false }) Spring(trap);
        // What hung goes on its way when the trouble is over, though nobody may wait for it any more.
        var change = _change.Task;
        if (Trouble == Trouble.Hanging) await change;
        if (Trouble == Trouble.None) await PassOnAsync(context, target, body.ToArray(), trap);
        if (Trouble != Trouble.None) context.Abort();
    }

    private void Spring(Trap trap)
    {
        Trouble = Trouble.Refused;
        trap.Spring();
        trap.Sprung.SetResult();
    }

    private async Task PassOnAsync(HttpContext context, string target, byte[] body, Trap? trap)
    {
        using var response = await _http.SendAsync(Copy(context.Request, target, body), HttpCompletionOption.ResponseContentRead);
        if (trap is not null) Spring(trap);
        if (Trouble != Trouble.None) return;

        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
            if (!OfTheConnection.Contains(name, StringComparer.OrdinalIgnoreCase)) context.Response.Headers[name] = values.ToArray();
        var answer = await response.Content.ReadAsByteArrayAsync();
        if (answer.Length > 0) await context.Response.Body.WriteAsync(answer);
    }

    // Only the table client says which version of OData it speaks. The address must stay as it was signed.
    private HttpRequestMessage Copy(HttpRequest request, string target, byte[] body)
    {
        var service = request.Headers.ContainsKey("DataServiceVersion") ? _storage.Table : _storage.Queue;
        var copy = new HttpRequestMessage(
            new HttpMethod(request.Method), new Uri(service + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body.Length > 0 || request.ContentLength is not null) copy.Content = new ByteArrayContent(body);
        foreach (var (name, values) in request.Headers)
            if (!OfTheConnection.Contains(name, StringComparer.OrdinalIgnoreCase) && !copy.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                copy.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        return copy;
    }

    private sealed record Trap(Regex Request, bool After, Action Spring, TaskCompletionSource Sprung);
}

/// <summary>Ways in which storage fails.</summary>
internal enum Trouble
{
    None,
    Refused,
    Hanging,
}
