using Microsoft.Extensions.Configuration;

namespace Intake.LocalHost.Hosting;

/// <summary>How this host ends: first nothing new is taken, then what runs may finish, then it is told to give up.</summary>
internal sealed class Shutdown(IConfiguration settings) : IDisposable
{
    private readonly TimeSpan _grace = settings.GetValue("LocalHost:ShutdownGrace", TimeSpan.FromSeconds(10));
    private readonly CancellationTokenSource _stopTaking = new(), _giveUp = new();

    /// <summary>Set when nothing new may be started.</summary>
    internal CancellationToken StopTaking => _stopTaking.Token;

    /// <summary>Set when what still runs must give up.</summary>
    internal CancellationToken GiveUp => _giveUp.Token;

    internal void Begin()
    {
        _giveUp.CancelAfter(_grace);
        _stopTaking.Cancel();
    }

    public void Dispose()
    {
        _stopTaking.Dispose();
        _giveUp.Dispose();
    }
}
