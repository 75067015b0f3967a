using Microsoft.Extensions.Options;

namespace Intake.LocalHost.Hosting;

/// <summary>Tells why the app does not start: in one line where that is about its surroundings, with the trace where it is about the code.</summary>
internal static class FailedStart
{
    /// <summary>Category of the log entry that would tell it a second time, with a trace.</summary>
    internal const string LogCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    private static int _installed;

    /// <summary>Has every exception that ends the process told so.</summary>
    internal static void Install()
    {
        if (Interlocked.Exchange(ref _installed, 1) == 0) AppDomain.CurrentDomain.UnhandledException += (_, thrown) => Tell((Exception)thrown.ExceptionObject);
    }

    private static void Tell(Exception exception)
    {
        if (!IsForPeople(exception)) return;
        Console.Error.WriteLine(exception.Message);
        Environment.Exit(1);
    }

    // The messages of these are written for whoever starts the app; of any other the trace is the message.
    private static bool IsForPeople(Exception exception) =>
        exception is OptionsValidationException || exception.GetType().FullName!.StartsWith("Intake.", StringComparison.Ordinal);
}

/// <summary>The port is taken.</summary>
internal sealed class PortInUseException(int port, Exception cause)
    : Exception($"Port {port} is in use; stop what uses it, or set PORT to another.", cause);
