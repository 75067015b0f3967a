using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Intake.Tests.Enrichment.Providers;

/// <summary>A name server on a free port of this machine.</summary>
internal sealed class NameServer : IAsyncDisposable
{
    public const int Mx = 15, A = 1, Aaaa = 28;

    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource end = new();
    private readonly Func<int, Answer?> answer;
    private readonly Task running;

    /// <summary>Answers by the type that is asked for; null: not at all.</summary>
    public NameServer(Func<int, Answer?> answer)
    {
        this.answer = answer;
        running = RunAsync();
    }

    public IPEndPoint Address => (IPEndPoint)socket.Client.LocalEndPoint!;

    /// <summary>The data of a mail exchange record.</summary>
    public static byte[] Exchange(ushort preference, string host) =>
        [(byte)(preference >> 8), (byte)preference, .. host.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        end.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            var question = await socket.ReceiveAsync(end.Token);
            var nameEnd = 12 + question.Buffer.AsSpan(12).IndexOf((byte)0) + 1;
            var type = BinaryPrimitives.ReadUInt16BigEndian(question.Buffer.AsSpan(nameEnd));
            if (answer(type) is { } told) await socket.SendAsync(Write(question.Buffer.AsSpan(0, nameEnd + 4), type, told), question.RemoteEndPoint, end.Token);
        }
    }

    private static byte[] Write(ReadOnlySpan<byte> question, int type, Answer told) =>
    [
        .. question[..2], 0x81, (byte)(0x80 | told.Code), 0, 1, 0, (byte)told.Records.Length, 0, 0, 0, 0, .. question[12..],
        .. told.Records.SelectMany(data => new byte[] { 0xc0, 12, 0, (byte)type, 0, 1, 0, 0, 0, 60, 0, (byte)data.Length }.Concat(data)),
    ];

    /// <summary>An answer: its code (0 is none of a fault, 2 a server's, 3 no such name) and the data of its records.</summary>
    public sealed record Answer(int Code, params byte[][] Records);
}
