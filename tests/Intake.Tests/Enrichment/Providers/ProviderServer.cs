using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Intake.Tests.Enrichment.Providers;

/// <summary>A server on a free port of this machine that says to each connection, byte for byte, what it is told to say.</summary>
internal sealed class ProviderServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Func<NetworkStream, CancellationToken, Task> answer;
    private readonly List<Task> running = [];
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ProviderServer(Func<NetworkStream, CancellationToken, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        running.Add(AcceptAsync());
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The heads of the requests that came.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Ends when the first request has come.</summary>
    public Task Asked => asked.Task;

    /// <summary>Says one thing, and closes the connection.</summary>
    public static ProviderServer Saying(string head, byte[]? body = null) => new(async (stream, end) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n"), end);
        await stream.WriteAsync(body ?? [], end);
    });

    /// <summary>Answers with a body.</summary>
    public static ProviderServer Answering(int status, string body, string type = "application/json", string? more = null) =>
        Saying($"HTTP/1.1 {status} X\nContent-Type: {type}\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\nConnection: close{(more is null ? "" : "\n" + more)}", Encoding.UTF8.GetBytes(body));

    public async ValueTask DisposeAsync()
    {
        if (end.IsCancellationRequested) return;
        await end.CancelAsync();
        listener.Stop();
        foreach (var task in running.ToArray()) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true) running.Add(ServeAsync(await listener.AcceptTcpClientAsync(end.Token)));
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        var stream = client.GetStream();
        Requests.Add(await HeadAsync(stream));
        asked.TrySetResult();
        await answer(stream, end.Token);
    }

    private async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer, end.Token) is > 0 and var read)
            head.Append(Encoding.ASCII.GetString(buffer, 0, read));
        return head.ToString();
    }
}
