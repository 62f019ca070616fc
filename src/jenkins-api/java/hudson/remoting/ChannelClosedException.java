package hudson.remoting;

import org.jenkinsci.remoting.ChannelStateException;

public class ChannelClosedException extends ChannelStateException {
    private static final long serialVersionUID = 1;

    public ChannelClosedException(Channel channel, String message, Throwable cause) {
        super(channel, message, cause);
    }
}
